package dev.evenomad.domain.settings;

/** How the app looks. */
public enum Theme {
  LIGHT,
  DARK,
  /** As the device. */
  AUTO
}
