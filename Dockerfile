# One server: the dashboard is built in, ffmpeg comes along, nobody is root, only the three volumes are written.
FROM node:24.19.0-bookworm-slim AS dashboard
WORKDIR /src/ui
COPY ui/package.json ui/package-lock.json ui/.npmrc ./
RUN npm ci
COPY ui .
RUN node node_modules/vite/bin/vite.js build

FROM python:3.13-slim-bookworm AS build
WORKDIR /src
COPY build/locks/server.lock build/locks/server.lock
RUN python3 -m venv /opt/bulletproof \
    && /opt/bulletproof/bin/pip install --no-cache-dir --require-hashes --requirement build/locks/server.lock
COPY . .
COPY --from=dashboard /src/server/bulletproof/static server/bulletproof/static
RUN /opt/bulletproof/bin/pip install --no-cache-dir --no-deps .

FROM python:3.13-slim-bookworm
COPY --from=build /opt/bulletproof /opt/bulletproof
RUN useradd --uid 1000 --create-home bulletproof \
    && install --directory --owner=bulletproof --group=bulletproof /data /watch /output
USER 1000:1000
ENV PATH=/opt/bulletproof/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    BULLETPROOF_DATA=/data \
    BULLETPROOF_ROOTS=/watch:/output \
    BULLETPROOF_LOG=json
VOLUME ["/data", "/watch", "/output"]
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python3", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8080/readyz', timeout=4)"]
# SIGTERM: running jobs go back to the queue, and begin again at the next start.
ENTRYPOINT ["bulletproof"]
CMD ["--headless", "--host", "0.0.0.0", "--port", "8080"]
