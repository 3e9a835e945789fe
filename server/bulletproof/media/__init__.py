"""ffmpeg and PyAV: argv, child processes, probe, packet pass, decode."""
