import { describe, expect, it } from "vitest";
import { bytesText, countText, fpsText, growthText, percent, rateText, speedText } from "./numbers";
import { lengthText, positionText, readyAt_ms, spanText, timecodeText } from "./times";

describe("numbers", () => {
  it.each([[0, "0 B"], [999, "999 B"], [1_400_000_000, "1.4 GB"], [412_000_000_000, "412 GB"], [999_600, "1.0 MB"]])("%d bytes are %s", (bytes, shown) => {
    expect(bytesText(bytes)).toBe(shown);
  });

  it("names the unit of a growth once, unless it changes", () => {
    expect(growthText(1_200_000_000, 1_400_000_000)).toBe("1.2 → 1.4 GB");
    expect(growthText(900_000_000, 1_400_000_000)).toBe("900 MB → 1.4 GB");
  });

  it("groups thousands by a narrow space", () => expect(countText(22500)).toBe("22\u202f500"));

  it.each([[0.999, 99], [1, 100], [1.2, 100], [-1, 0], [null, null], [Number.NaN, null]])("a fraction of %s is %s percent", (fraction, shown) => {
    expect(percent(fraction)).toBe(shown);
  });

  it("shows a speed that isn't known as a dash, and 0 as well", () => {
    expect([speedText(2.84), speedText(0), speedText(null), speedText(24.2), fpsText(0), fpsText(69.7)]).toEqual(["2.8×", "—", "—", "24×", "—", "70"]);
  });

  it("shows an exact rate as people say it", () => {
    expect([rateText("30000/1001"), rateText("25/1"), rateText(null), rateText("0/0")]).toEqual(["29.97", "25", "—", "—"]);
  });
});

describe("times", () => {
  it.each([[190, "03:10"], [3840, "1:04:00"], [0.4, "00:00"], [null, "—"], [-1, "—"]])("a length of %s s is %s", (seconds, shown) => {
    expect(lengthText(seconds)).toBe(shown);
  });

  it.each([[107.2, "01:47.20"], [59.999, "01:00.00"], [3723.456, "1:02:03.46"], [null, "—"]])("the place %s s is %s", (seconds, shown) => {
    expect(positionText(seconds)).toBe(shown);
  });

  it("keeps the hours of a running timecode, so that its digits stand still", () => {
    expect([timecodeText(160.8), timecodeText(-3), timecodeText(undefined)]).toEqual(["00:02:40", "00:00:00", "—"]);
  });

  it.each([[-3, "0 s"], [14.9, "14 s"], [200, "3 min"], [7500, "2 h 05 min"]])("a span of %s s is %s", (seconds, shown) => {
    expect(spanText(seconds)).toBe(shown);
  });

  it("never puts ready in the past of its estimate, and knows when it knows nothing", () => {
    expect([readyAt_ms(60, 1000), readyAt_ms(-5, 1000), readyAt_ms(null, 1000), readyAt_ms(Number.POSITIVE_INFINITY, 1000)]).toEqual([61_000, 1000, null, null]);
  });
});
