import org.jspecify.annotations.NullMarked;

/** The use cases of EVE Nomad over the ports of its domain. */
@NullMarked
module dev.evenomad.application {
  requires transitive dev.evenomad.domain;
  requires static transitive org.jspecify;
  requires org.slf4j;

  exports dev.evenomad.application;
  exports dev.evenomad.application.account;
  exports dev.evenomad.application.character;
  exports dev.evenomad.application.idempotency;
  exports dev.evenomad.application.job;
  exports dev.evenomad.application.live;
  exports dev.evenomad.application.mail;
  exports dev.evenomad.application.notification;
  exports dev.evenomad.application.overview;
  exports dev.evenomad.application.payment;
  exports dev.evenomad.application.plan;
  exports dev.evenomad.application.session;
  exports dev.evenomad.application.settings;
  exports dev.evenomad.application.sync;
  exports dev.evenomad.application.universe;
}
