package dev.evenomad.bootstrap.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * The Chromium of this machine, without a window, as it is on a phone. What it does on the network
 * is kept, so that one sees where it was sent even if nothing on this machine can go there, as with
 * an app's own scheme. Not thread-safe.
 */
final class Chromium implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ChromeDriver driver;
  private final Path profile;
  private final List<URI> sentTo = new ArrayList<>();

  Chromium(Handset handset) {
    // Else Selenium would look for a driver elsewhere.
    System.setProperty(
        ChromeDriverService.CHROME_DRIVER_EXE_PROPERTY, program("chromedriver").toString());
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    try {
      this.profile = Files.createTempDirectory("chromium");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ChromeOptions options =
        new ChromeOptions()
            .setBinary(program("chromium", "chromium-browser", "google-chrome", "chrome"))
            .addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--user-data-dir=" + profile)
            .setExperimentalOption("mobileEmulation", handset.emulation());
    // The certificate of the app's own site is nobody's but the test's.
    options.setAcceptInsecureCerts(true);
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    this.driver = new ChromeDriver(options);
    driver.manage().timeouts().pageLoadTimeout(PATIENCE).implicitlyWait(Duration.ofSeconds(2));
  }

  /** The first of these programs that is on the path. */
  private static File program(String... names) {
    return Arrays.stream(names)
        .flatMap(
            name ->
                Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                    .map(folder -> new File(folder, name)))
        .filter(File::canExecute)
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    "there is no %s on the path, which the test of the sign-in in a browser needs: install Chromium and its driver (Debian: apt-get install chromium chromium-driver), or leave this test out with -DexcludedGroups=browser"
                        .formatted(names[0])));
  }

  /** Types an address. Where nothing can be loaded, as in an app, the page before it stays. */
  void open(URI address) {
    driver.get(address.toString());
  }

  void back() {
    driver.navigate().back();
  }

  /** The address of the page that is shown. */
  URI address() {
    return URI.create(driver.getCurrentUrl());
  }

  String title() {
    return driver.getTitle();
  }

  /** What a reader sees. */
  String text() {
    return driver.findElement(By.tagName("body")).getText();
  }

  /** The label of a choice, which a finger touches. */
  WebElement label(String text) {
    return driver.findElement(By.xpath("//label[contains(., '" + text + "')]"));
  }

  WebElement button(String text) {
    return driver.findElement(By.xpath("//button[normalize-space() = '" + text + "']"));
  }

  List<WebElement> controls() {
    return driver.findElements(By.cssSelector("label, button"));
  }

  /** How much wider the page is than the screen, in CSS pixels. */
  long overflow() {
    Object pixels =
        driver.executeScript("return document.documentElement.scrollWidth - innerWidth");
    return ((Number) Objects.requireNonNull(pixels)).longValue();
  }

  void screenshot(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every address that its user, pages, forms and redirects sent it to so far, in that order. */
  List<URI> sentTo() {
    driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
        .map(entry -> read(entry.getMessage()).path("message"))
        .flatMap(Chromium::destination)
        .forEach(sentTo::add);
    return List.copyOf(sentTo);
  }

  /** Waits until it was sent to an address that begins so. */
  Optional<URI> awaitSentTo(String beginning) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Optional<URI> found;
    do {
      found =
          sentTo().stream().filter(address -> address.toString().startsWith(beginning)).findFirst();
    } while (found.isEmpty() && System.nanoTime() < deadline);
    return found;
  }

  /** Forgets where it was sent so far. */
  void forget() {
    sentTo();
    sentTo.clear();
  }

  private static Stream<URI> destination(JsonNode event) {
    return event.path("method").asText().equals("Network.requestWillBeSent")
            && event.at("/params/type").asText().equals("Document")
        ? Stream.of(URI.create(event.at("/params/request/url").asText()))
        : Stream.empty();
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
    try (Stream<Path> files = Files.walk(profile)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
