package dev.evenomad.domain.session;

/** What a pilot signed in with. */
public enum DeviceType {
  IOS,
  ANDROID,
  WEB
}
