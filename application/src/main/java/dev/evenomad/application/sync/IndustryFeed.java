package dev.evenomad.application.sync;

import dev.evenomad.domain.industry.IndustryJobs;
import dev.evenomad.domain.industry.IndustrySource;
import dev.evenomad.domain.sync.Detection;
import dev.evenomad.domain.sync.IndustryDetection;
import dev.evenomad.domain.sync.LeadTimes;
import dev.evenomad.domain.sync.SyncKind;
import dev.evenomad.domain.universe.TypeId;
import java.time.Clock;
import java.util.Set;
import java.util.stream.Collectors;

/** Industry jobs that are not delivered. */
final class IndustryFeed implements Feed<IndustryJobs, IndustryJobs> {

  private static final String JOBS = "jobs";

  private final IndustryDetection detection = new IndustryDetection();
  private final IndustrySource source;
  private final Clock clock;

  /** Over this port. */
  IndustryFeed(IndustrySource source, Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  @Override
  public SyncKind kind() {
    return SyncKind.INDUSTRY_JOBS;
  }

  @Override
  public Class<IndustryJobs> snapshots() {
    return IndustryJobs.class;
  }

  @Override
  public Detection<IndustryJobs, IndustryJobs> detection(LeadTimes leadTimes) {
    return detection;
  }

  @Override
  public Reading<IndustryJobs> read(Question<IndustryJobs> question) {
    return Reading.of(
            source.fetchJobs(question.character(), question.token(), question.etag(JOBS)),
            JOBS,
            question.known().map(IndustryJobs::jobs),
            question)
        .then(
            jobs -> jobs.as(new IndustryJobs(question.character(), jobs.value(), clock.instant())));
  }

  @Override
  public Set<TypeId> types(IndustryJobs snapshot) {
    return snapshot.jobs().stream()
        .map(job -> job.product().orElse(job.blueprint()))
        .collect(Collectors.toSet());
  }
}
