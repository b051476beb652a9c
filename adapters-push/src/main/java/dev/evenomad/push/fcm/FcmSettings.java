package dev.evenomad.push.fcm;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How to reach Firebase Cloud Messaging, and as whom. Made from a service account; everything else
 * has a default.
 *
 * @param serviceAccount the service account's JSON, which holds a private key and so is not shown;
 *     its {@code token_uri} says where access tokens come from
 * @param file where the service account was read from, and will be again when the file changes;
 *     empty if it was given as a text
 * @param otherProject the Firebase project to send for; empty for the service account's own
 * @param baseUri scheme and host, and perhaps a path before {@code /v1/projects}; by default
 *     Google's
 * @param timeout for one HTTP exchange, its body included; 10 ms to 5 min, by default 10 s
 * @param maxConcurrent messages under way at the same time, others wait; 1 to 10,000, by default
 *     100
 */
public record FcmSettings(
    String serviceAccount,
    Optional<Path> file,
    Optional<String> otherProject,
    URI baseUri,
    Duration timeout,
    int maxConcurrent) {
  private static final URI GOOGLE = URI.create("https://fcm.googleapis.com");
  private static final long MAX_FILE_BYTES = 64 * 1024;

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException naming what is missing or wrong; never with a part of the key
   */
  public FcmSettings {
    ServiceAccount.parse(serviceAccount);
    otherProject.ifPresent(ServiceAccount::projectId);
    if (!isHttp(baseUri) || baseUri.getRawQuery() != null || baseUri.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "the base URI of FCM is an http or https URI without query and fragment");
    }
    if (timeout.compareTo(Duration.ofMillis(10)) < 0
        || timeout.compareTo(Duration.ofMinutes(5)) > 0) {
      throw new IllegalArgumentException("the timeout of FCM is 10 ms to 5 min, was " + timeout);
    }
    if (maxConcurrent < 1 || maxConcurrent > 10_000) {
      throw new IllegalArgumentException(
          "FCM messages under way at the same time are 1 to 10,000, were " + maxConcurrent);
    }
  }

  /**
   * From the text of a service account.
   *
   * @throws IllegalArgumentException naming what is missing or wrong
   */
  public static FcmSettings fromJson(String serviceAccount) {
    return of(serviceAccount, Optional.empty());
  }

  /**
   * From the file of a service account. When the file changes, push goes on with the service
   * account that is in it then.
   *
   * @throws IllegalArgumentException if it cannot be read, or naming what is missing or wrong in it
   */
  public static FcmSettings fromFile(Path serviceAccount) {
    return of(read(serviceAccount), Optional.of(serviceAccount));
  }

  private static FcmSettings of(String serviceAccount, Optional<Path> file) {
    return new FcmSettings(
        serviceAccount, file, Optional.empty(), GOOGLE, Duration.ofSeconds(10), 100);
  }

  /**
   * The text in the file of a service account.
   *
   * @throws IllegalArgumentException if it cannot be read
   */
  static String read(Path serviceAccount) {
    try {
      if (Files.size(serviceAccount) > MAX_FILE_BYTES) {
        throw new IllegalArgumentException(
            "the file " + serviceAccount + " is too big for an FCM service account");
      }
      return Files.readString(serviceAccount);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the FCM service account cannot be read from the file "
              + serviceAccount
              + "; see that it is there and that this process may read it",
          e);
    }
  }

  /**
   * From the text of a service account, or from the name of its file: what begins with a brace is
   * the text.
   *
   * @throws IllegalArgumentException if it is neither, or naming what is missing or wrong
   */
  public static FcmSettings fromJsonOrFile(String serviceAccount) {
    String value = serviceAccount.strip();
    if (value.startsWith("{")) {
      return fromJson(value);
    }
    try {
      Path file = Path.of(value);
      if (Files.isRegularFile(file)) {
        return fromFile(file);
      }
    } catch (InvalidPathException e) {
      // Said below, without the value: it may be a key in the wrong place.
    }
    throw new IllegalArgumentException(
        "the FCM service account is neither JSON (a text that begins with a brace) nor the name of"
            + " a file that exists");
  }

  /**
   * The Firebase project to send for, as long as the file of the service account stays as it is.
   */
  public String projectId() {
    return projectOf(ServiceAccount.parse(serviceAccount));
  }

  /** The same settings for another project, whichever the service account's own is. */
  public FcmSettings withProjectId(String newProjectId) {
    return new FcmSettings(
        serviceAccount, file, Optional.of(newProjectId), baseUri, timeout, maxConcurrent);
  }

  /** The same settings for another server. */
  public FcmSettings withBaseUri(URI newBaseUri) {
    return new FcmSettings(serviceAccount, file, otherProject, newBaseUri, timeout, maxConcurrent);
  }

  /** The same settings with other limits. */
  public FcmSettings withLimits(Duration newTimeout, int newMaxConcurrent) {
    return new FcmSettings(
        serviceAccount, file, otherProject, baseUri, newTimeout, newMaxConcurrent);
  }

  static boolean isHttp(URI uri) {
    return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
        && uri.getHost() != null
        && uri.getRawUserInfo() == null;
  }

  /** The Firebase project to send for as {@code account}. */
  String projectOf(ServiceAccount account) {
    return otherProject.orElse(account.projectId());
  }

  /** Where messages are posted as {@code account}. */
  URI sendUri(ServiceAccount account) {
    return URI.create(
        baseUri.toString().replaceFirst("/+$", "")
            + "/v1/projects/"
            + projectOf(account)
            + "/messages:send");
  }

  @Override
  public String toString() {
    return "FcmSettings[projectId=%s, baseUri=%s, timeout=%s, maxConcurrent=%d]"
        .formatted(projectId(), baseUri, timeout, maxConcurrent);
  }
}
