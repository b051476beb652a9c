package dev.evenomad.bootstrap.sandbox.esi;

import dev.evenomad.bootstrap.sandbox.esi.EsiRoute.Call;
import dev.evenomad.bootstrap.sandbox.game.Pilots;
import dev.evenomad.bootstrap.sandbox.game.industry.IndustryJob;
import dev.evenomad.bootstrap.sandbox.game.industry.IndustryJob.Progress;
import dev.evenomad.bootstrap.sandbox.game.industry.IndustryJobs;
import dev.evenomad.bootstrap.sandbox.web.Routes;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What ESI tells about the industry jobs of a character. */
final class IndustryRoutes {

  private final Pilots pilots;
  private final IndustryJobs jobs;

  IndustryRoutes(Pilots pilots, IndustryJobs jobs) {
    this.pilots = pilots;
    this.jobs = jobs;
  }

  void addTo(Routes<EsiRoute> routes) {
    routes.add(
        "GET",
        "/characters/{character_id}/industry/jobs",
        EsiRoute.open(new CachePolicy.Timed(Duration.ofMinutes(5)), this::list)
            .allowedBy("esi-industry.read_character_jobs.v1")
            .in(RateGroup.CHAR_INDUSTRY)
            .asking("include_completed"));
  }

  private Object list(Call call) {
    var pilot = CharacterRoutes.present(pilots, call);
    var all = call.flag("include_completed");
    return jobs.of(pilot.characterId()).stream()
        .filter(job -> all || job.closedAt().isEmpty())
        .map(job -> job(job, pilot.characterId(), call.now()))
        .toList();
  }

  private static Map<String, Object> job(IndustryJob job, long installer, Instant now) {
    var work = job.work();
    var facility = job.facility();
    var body = new LinkedHashMap<String, Object>();
    body.put("activity_id", work.activity().id());
    body.put("blueprint_id", work.blueprintId());
    body.put("blueprint_location_id", facility.blueprintLocationId());
    body.put("blueprint_type_id", work.blueprintTypeId());
    if (job.progress() instanceof Progress.Delivered(var at, var runs)) {
      body.put("completed_character_id", installer);
      body.put("completed_date", CharacterRoutes.text(at));
      body.put("successful_runs", runs);
    }
    body.put("cost", work.cost());
    body.put("duration", job.duration().toSeconds());
    body.put("end_date", CharacterRoutes.text(job.end()));
    body.put("facility_id", facility.facilityId());
    body.put("installer_id", installer);
    body.put("job_id", job.jobId());
    work.licensedRuns().ifPresent(runs -> body.put("licensed_runs", runs));
    body.put("output_location_id", facility.outputLocationId());
    if (job.progress() instanceof Progress.Paused(var since)) {
      body.put("pause_date", CharacterRoutes.text(since));
    }
    work.probability().ifPresent(chance -> body.put("probability", chance));
    work.productTypeId().ifPresent(type -> body.put("product_type_id", type));
    body.put("runs", work.runs());
    body.put("start_date", CharacterRoutes.text(job.start()));
    body.put("station_id", facility.stationId());
    body.put("status", job.status(now));
    return body;
  }
}
