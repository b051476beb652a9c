package dev.evenomad.bootstrap.sandbox.fcm;

import dev.evenomad.bootstrap.sandbox.web.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A Google service account that may send messages, with a key made for this sandbox alone. The key
 * is made when it is first needed. Thread-safe.
 */
public final class ServiceAccount {

  private static final String PROJECT = "eve-nomad-sandbox";
  private static final String EMAIL = "nomad@" + PROJECT + ".iam.gserviceaccount.com";

  private final String keyId = UUID.randomUUID().toString().replace("-", "");
  private @Nullable KeyPair key;

  /** The Firebase project. */
  public String projectId() {
    return PROJECT;
  }

  /**
   * The file Google gives out for a service account.
   *
   * @param tokenUri where its assertions are exchanged
   */
  public String json(URI tokenUri) {
    var document = new LinkedHashMap<String, String>();
    document.put("type", "service_account");
    document.put("project_id", PROJECT);
    document.put("private_key_id", keyId);
    document.put("private_key", pem());
    document.put("client_email", EMAIL);
    document.put("client_id", "100000000000000000001");
    document.put("auth_uri", "https://accounts.google.com/o/oauth2/auth");
    document.put("token_uri", tokenUri.toString());
    document.put("universe_domain", "googleapis.com");
    return new String(Json.write(document), StandardCharsets.UTF_8);
  }

  String email() {
    return EMAIL;
  }

  RSAPublicKey publicKey() {
    return (RSAPublicKey) key().getPublic();
  }

  private String pem() {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'})
            .encodeToString(key().getPrivate().getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }

  private synchronized KeyPair key() {
    if (key == null) {
      key = generate();
    }
    return key;
  }

  private static KeyPair generate() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
