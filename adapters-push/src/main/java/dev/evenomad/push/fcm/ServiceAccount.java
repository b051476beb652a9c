package dev.evenomad.push.fcm;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.auth.oauth2.ServiceAccountCredentials;
import java.io.IOException;
import java.net.URI;
import java.security.PrivateKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Google service account, as the Firebase console hands it out in a JSON file.
 *
 * @param keyId which of the account's keys it is; empty if the file does not say
 * @param tokenUri where the key is exchanged for access tokens
 */
record ServiceAccount(
    String projectId,
    String clientEmail,
    PrivateKey privateKey,
    Optional<String> keyId,
    URI tokenUri) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final String TYPE = "service_account";
  private static final String GOOGLE_TOKEN_URI = "https://oauth2.googleapis.com/token";

  /**
   * Reads a service account.
   *
   * @throws IllegalArgumentException naming all that is missing or wrong, and nothing of the values
   */
  static ServiceAccount parse(String json) {
    JsonNode account;
    try {
      account = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      // Neither its message nor the exception itself: both quote the text, which holds the key.
      throw refused("it is not JSON" + position(e));
    }
    if (!account.isObject()) {
      throw refused("it is not a JSON object");
    }
    List<String> missing =
        Stream.of("type", "project_id", "client_email", "private_key")
            .filter(member -> text(account, member).isEmpty())
            .toList();
    if (!missing.isEmpty()) {
      throw refused("it lacks " + String.join(", ", missing));
    }
    if (!text(account, "type").equals(Optional.of(TYPE))) {
      throw refused("its type is not " + TYPE);
    }
    return new ServiceAccount(
        projectId(text(account, "project_id").orElseThrow()),
        text(account, "client_email").orElseThrow(),
        privateKey(text(account, "private_key").orElseThrow()),
        text(account, "private_key_id"),
        tokenUri(text(account, "token_uri").orElse(GOOGLE_TOKEN_URI)));
  }

  /** Checks that {@code id} can name a Google project. */
  static String projectId(String id) {
    if (!id.matches("[A-Za-z0-9][A-Za-z0-9.:_-]{0,99}")) {
      throw new IllegalArgumentException(
          "a Firebase project id consists of letters, digits and .:_- (see project_id in the"
              + " service account)");
    }
    return id;
  }

  private static PrivateKey privateKey(String pem) {
    try {
      PrivateKey key =
          ServiceAccountCredentials.newBuilder().setPrivateKeyString(pem).getPrivateKey();
      if (key != null) {
        return key;
      }
    } catch (IOException | IllegalArgumentException e) {
      // Said below without the cause, which may quote the key.
    }
    throw refused("its private_key is not an RSA key in PKCS#8 PEM with real line breaks");
  }

  private static URI tokenUri(String text) {
    try {
      URI uri = URI.create(text);
      if (FcmSettings.isHttp(uri)) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Said below, as of a URI that is none of ours.
    }
    throw refused("its token_uri is not an http or https URI");
  }

  private static Optional<String> text(JsonNode account, String member) {
    return Optional.ofNullable(account.get(member))
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .filter(value -> !value.isBlank());
  }

  private static String position(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    return at == null ? "" : " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr());
  }

  private static IllegalArgumentException refused(String why) {
    return new IllegalArgumentException(
        "the FCM service account is not usable: "
            + why
            + "; create a key for it in the Firebase console (project settings, service accounts)"
            + " and use the JSON as downloaded");
  }

  @Override
  public String toString() {
    return "ServiceAccount[" + clientEmail + "]";
  }
}
