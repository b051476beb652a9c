package dev.evenomad.push.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EndpointPolicyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "93.184.216.34",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.255.255",
        "223.255.255.255",
        "2606:2800:220:1:248:1893:25c8:1946",
        "64:ff9b::5db8:d822"
      })
  void hostsOfTheInternetArePublic(String address) throws UnknownHostException {
    assertThat(EndpointPolicy.isPublic(InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.170",
        "192.168.1.1",
        "198.19.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:10.0.0.1",
        "fe80::1",
        "fc00::1",
        "fd12:3456::1",
        "fec0::1",
        "ff02::1",
        "2002:a00:1::1",
        "2001:0:1::1",
        "64:ff9b::a00:1"
      })
  void allOthersAreNot(String address) throws UnknownHostException {
    assertThat(EndpointPolicy.isPublic(InetAddress.getByName(address))).isFalse();
  }
}
