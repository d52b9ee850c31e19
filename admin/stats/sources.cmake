# What the statistics engine brings to the room: admin/CMakeLists.txt includes this.
set(HARMONY_ADMIN_STATS_SOURCES
    # What is hidden, and what a release may say.
    stats/kind_audit.cpp stats/kind_display.cpp stats/kind_hotspots.cpp
    stats/kind_release_guard.cpp stats/kind_suppress.cpp stats/sum_table_spec.cpp
    cli/stats.cpp stats/condition.cpp stats/csv.cpp stats/data.cpp stats/derive.cpp stats/frame.cpp
    stats/json_text.cpp stats/kind_chisq.cpp stats/kind_count_intervals.cpp
    stats/kind_frequency.cpp stats/kind_jackknife.cpp stats/kind_kish.cpp stats/kind_likert.cpp
    stats/kind_mean.cpp stats/kind_multiple_response.cpp stats/kind_proportion.cpp
    stats/kind_quantile.cpp stats/kind_rake.cpp stats/kind_ratio.cpp stats/kind_trim.cpp
    stats/kind_wave_change.cpp stats/kinds.cpp stats/margins.cpp stats/numbers.cpp
    stats/shares.cpp stats/spec.cpp stats/spec_reader.cpp stats/stats_run.cpp stats/workspace.cpp)
set(HARMONY_ADMIN_STATS_HEADERS
    stats/condition.h stats/csv.h stats/data.h stats/derive.h stats/frame.h stats/json_text.h
    stats/kind.h stats/margins.h stats/numbers.h stats/shares.h stats/spec.h stats/spec_reader.h
    stats/stats_run.h stats/sum_table_spec.h stats/workspace.h)
