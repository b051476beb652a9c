package dev.evenomad.bootstrap.browser;

import java.util.Map;

/** What a browser says and how large it is on a phone. */
enum Handset {
  IPHONE(
      390,
      844,
      3,
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
          + " Gecko) Version/18.5 Mobile/15E148 Safari/604.1"),
  ANDROID(
      360,
      800,
      3,
      "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/140.0.0.0 Mobile Safari/537.36");

  private final int width;
  private final int height;
  private final int pixelRatio;
  private final String userAgent;

  Handset(int width, int height, int pixelRatio, String userAgent) {
    this.width = width;
    this.height = height;
    this.pixelRatio = pixelRatio;
    this.userAgent = userAgent;
  }

  /** In CSS pixels. */
  int width() {
    return width;
  }

  /** As Chromium wants to be told. */
  Map<String, Object> emulation() {
    return Map.of(
        "deviceMetrics",
        Map.of(
            "width", width,
            "height", height,
            "pixelRatio", pixelRatio,
            "touch", true,
            "mobile", true),
        "userAgent",
        userAgent);
  }
}
