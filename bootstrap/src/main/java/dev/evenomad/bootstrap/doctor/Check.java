package dev.evenomad.bootstrap.doctor;

/** Looks at one part. */
@FunctionalInterface
interface Check {

  /** Looks once; may take its time. What may be expected to be wrong is found, not thrown. */
  Finding run();
}
