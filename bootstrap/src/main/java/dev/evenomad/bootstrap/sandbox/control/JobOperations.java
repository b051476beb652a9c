package dev.evenomad.bootstrap.sandbox.control;

import dev.evenomad.bootstrap.sandbox.game.Refusal;
import dev.evenomad.bootstrap.sandbox.game.industry.Activity;
import dev.evenomad.bootstrap.sandbox.game.industry.Facility;
import dev.evenomad.bootstrap.sandbox.game.industry.IndustryJob;
import dev.evenomad.bootstrap.sandbox.game.industry.JobWork;
import dev.evenomad.bootstrap.sandbox.universe.Station;
import dev.evenomad.bootstrap.sandbox.universe.Universe;
import dev.evenomad.bootstrap.sandbox.web.Response;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Operations on the pilots' industry jobs. */
final class JobOperations {

  private static final String JOBS = "/pilots/{characterId}/jobs";
  private static final String JOB = JOBS + "/{jobId}";
  private static final long BLUEPRINT_ITEM = 1_030_000_000_000L;

  private final World world;

  JobOperations(World world) {
    this.world = world;
  }

  List<Operation> all() {
    return List.of(
        new Operation("GET", JOBS, "list a pilot's jobs, closed ones for 90 days", "", this::list),
        new Operation(
            "POST",
            JOBS,
            "install a job; needed are blueprintTypeId and duration (seconds or ISO 8601);"
                + " activities: "
                + String.join(", ", Activity.labels()),
            "{\"activity\":\"manufacturing\",\"blueprintTypeId\":691,\"productTypeId\":587,"
                + "\"runs\":3,\"duration\":\"PT2H\",\"facilityId\":60003760,\"cost\":54000}",
            this::install),
        new Operation(
            "POST",
            JOB + "/finish",
            "let a job end now or in a while; it waits to be delivered then",
            "{\"finishIn\":0}",
            this::finish),
        new Operation(
            "POST",
            JOB + "/deliver",
            "deliver a finished job",
            "",
            command ->
                shown(world.jobs().deliver(characterId(command), command.variable("jobId")))),
        new Operation(
            "POST",
            JOB + "/pause",
            "take the facility of a job offline",
            "",
            command -> shown(world.jobs().pause(characterId(command), command.variable("jobId")))),
        new Operation(
            "POST",
            JOB + "/resume",
            "bring the facility of a paused job online again; it ends later by the pause",
            "",
            command -> shown(world.jobs().resume(characterId(command), command.variable("jobId")))),
        new Operation(
            "DELETE",
            JOB,
            "break a job off",
            "",
            command ->
                shown(world.jobs().cancel(characterId(command), command.variable("jobId")))));
  }

  private Response list(Command command) {
    var jobs = world.jobs().of(characterId(command));
    return Response.json(200, Map.of("jobs", jobs.stream().map(this::view).toList()));
  }

  private Response install(Command command) {
    var body =
        command.body(
            "activity",
            "blueprintTypeId",
            "productTypeId",
            "runs",
            "licensedRuns",
            "duration",
            "facilityId",
            "cost");
    var activity = activity(body.text("activity").orElse(Activity.MANUFACTURING.label()));
    var blueprint = known(body.requiredSmallNumber("blueprintTypeId"));
    var facility = facility(body.number("facilityId").orElse((long) Station.JITA));
    var work =
        new JobWork(
            activity,
            BLUEPRINT_ITEM + blueprint,
            blueprint,
            body.smallNumber("productTypeId").map(JobOperations::known),
            body.smallNumber("runs").orElse(1),
            body.smallNumber("licensedRuns"),
            activity == Activity.INVENTION ? Optional.of(0.34) : Optional.empty(),
            body.decimal("cost").orElse(BigDecimal.ZERO));
    var duration = body.duration("duration").orElseThrow(() -> Fields.missing("duration"));
    return Response.json(
        201, view(world.jobs().install(characterId(command), work, facility, duration)));
  }

  private Response finish(Command command) {
    var in = command.body("finishIn").duration("finishIn").orElse(Duration.ZERO);
    return shown(world.jobs().finish(characterId(command), command.variable("jobId"), in));
  }

  private long characterId(Command command) {
    return world.pilots().get(command.characterId()).characterId();
  }

  private static Activity activity(String label) {
    return Activity.named(label)
        .orElseThrow(
            () ->
                Refusal.invalid(
                    "there is no activity " + label,
                    "use one of " + String.join(", ", Activity.labels())));
  }

  private static int known(int typeId) {
    return Universe.type(typeId)
        .orElseThrow(
            () ->
                Refusal.invalid(
                    "there is no type " + typeId,
                    "use one such as 691, which is the blueprint of a Rifter"))
        .id();
  }

  private static Facility facility(long id) {
    if (Universe.station(id).isEmpty() && Universe.structure(id).isEmpty()) {
      throw Refusal.invalid(
          "there is no station or structure " + id, "use one such as 60003760, which is in Jita");
    }
    return Facility.station(id);
  }

  private Response shown(IndustryJob job) {
    return Response.json(200, view(job));
  }

  private Map<String, Object> view(IndustryJob job) {
    var work = job.work();
    var view = new LinkedHashMap<String, Object>();
    view.put("jobId", job.jobId());
    view.put("activity", work.activity().label());
    view.put("blueprintTypeId", work.blueprintTypeId());
    work.productTypeId().ifPresent(type -> view.put("productTypeId", type));
    view.put("runs", work.runs());
    view.put("facilityId", job.facility().facilityId());
    view.put("start", job.start().toString());
    view.put("end", job.end().toString());
    view.put("status", job.status(world.clock().instant()));
    job.closedAt().ifPresent(at -> view.put("closedAt", at.toString()));
    return view;
  }
}
