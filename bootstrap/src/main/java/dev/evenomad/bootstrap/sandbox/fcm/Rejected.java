package dev.evenomad.bootstrap.sandbox.fcm;

/** Carries what is wrong with a send request out of the checks. */
final class Rejected extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient FcmError error;

  Rejected(FcmError error) {
    super(error.message());
    this.error = error;
  }

  FcmError error() {
    return error;
  }
}
