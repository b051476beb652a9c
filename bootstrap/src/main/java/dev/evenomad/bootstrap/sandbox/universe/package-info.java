/**
 * What exists in New Eden: types, places, blueprints, schematics and NPC corporations, with the ids
 * and names of EVE Online. They are facts of its static data export (release Uprising V21.03),
 * compared with one of January 2026. Types, skills and commodities are what pilots commonly have to
 * do with; places are the trade hubs, some of their neighbours, and a few systems far away.
 *
 * <p>The resources beside this package are tables with a row a line and tabs between the columns;
 * columns are named where {@code Tables} reads them, and empty ones at the end of a row are left
 * out.
 */
@NullMarked
package dev.evenomad.bootstrap.sandbox.universe;

import org.jspecify.annotations.NullMarked;
