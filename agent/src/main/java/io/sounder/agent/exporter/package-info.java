/**
 * The metrics of the repositories for Prometheus, under the names that dashboards and alerts of pgBackRest sites know: the
 * program pgbackrest_exporter.
 */
@NullMarked
package io.sounder.agent.exporter;

import org.jspecify.annotations.NullMarked;
