package dev.evenomad.bootstrap.config;

import dev.evenomad.bootstrap.server.PlanSettings;
import dev.evenomad.domain.plan.Allowance;
import dev.evenomad.domain.plan.PlanPolicy;
import dev.evenomad.domain.secret.Secret;
import dev.evenomad.domain.sync.SyncKind;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The variables that say what the plans allow, and how they are paid. */
final class PlanVariables {

  /** Once a day. */
  private static final int MAX_MINUTES = 24 * 60;

  private PlanVariables() {}

  static PlanSettings read(Variables variables) {
    Allowance free =
        allowance(
            variables,
            Variable.FREE_CHARACTERS,
            Variable.FREE_POLL_MINUTES,
            PlanPolicy.DEFAULT.free());
    Allowance premium =
        allowance(
            variables,
            Variable.PREMIUM_CHARACTERS,
            Variable.PREMIUM_POLL_MINUTES,
            PlanPolicy.DEFAULT.premium());
    List<Secret> secrets =
        variables.optional(
            Variable.STRIPE_WEBHOOK_SECRET, List.of(), Variables.each(PlanVariables::stripeSecret));
    boolean live = variables.optional(Variable.STRIPE_MODE, true, PlanVariables::live);
    return new PlanSettings(new PlanPolicy(free, premium), secrets, live);
  }

  private static Allowance allowance(
      Variables variables, Variable count, Variable minutes, Allowance usual) {
    OptionalInt characters =
        variables.optional(count, usual.characters(), PlanVariables::characters);
    Map<SyncKind, Duration> intervals =
        variables.optional(minutes, Map.of(), PlanVariables::intervals);
    return usual.forCharacters(characters).with(intervals);
  }

  private static OptionalInt characters(String text) {
    return text.equals("all") ? OptionalInt.empty() : OptionalInt.of(number(text, 1_000_000));
  }

  private static Map<SyncKind, Duration> intervals(String text) {
    Map<SyncKind, Duration> intervals = new EnumMap<>(SyncKind.class);
    for (String item : Variables.each(part -> part).apply(text)) {
      int equals = item.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException("an item of it has no =");
      }
      SyncKind kind = kind(item.substring(0, equals).strip());
      Duration interval =
          Duration.ofMinutes(number(item.substring(equals + 1).strip(), MAX_MINUTES));
      if (intervals.put(kind, interval) != null) {
        throw new IllegalArgumentException("it names " + kind.code() + " twice");
      }
    }
    return intervals;
  }

  private static SyncKind kind(String text) {
    return Arrays.stream(SyncKind.values())
        .filter(kind -> kind.code().equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("it names a kind that there is not"));
  }

  private static int number(String text, int most) {
    if (!text.matches("[0-9]{1,7}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > most) {
      throw new IllegalArgumentException("it has what is no number from 1 to " + most);
    }
    return Integer.parseInt(text);
  }

  private static Secret stripeSecret(String text) {
    if (!text.startsWith("whsec_")) {
      throw new IllegalArgumentException("it does not begin with whsec_");
    }
    return Secret.of(text);
  }

  private static boolean live(String text) {
    return switch (text) {
      case "live" -> true;
      case "test" -> false;
      default -> throw new IllegalArgumentException("it is neither live nor test");
    };
  }
}
