package dev.evenomad.testkit.memory;

import dev.evenomad.testkit.contract.AllSettingsContract;

final class InMemoryAllSettingsTest extends InMemoryStoresTest implements AllSettingsContract {}
