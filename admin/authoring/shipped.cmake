# The surveys that come with Harmony, inside the program (`harmony-admin survey template`), and the
# wordings that surveys are locked to; the phrases, for what the importer writes itself.
set(harmony_shipped_surveys
    neighbourhood/survey.csv neighbourhood/choices.csv neighbourhood/settings.csv
    neighbourhood/places.csv
    neighbourhood_quick5/survey.csv neighbourhood_quick5/choices.csv
    neighbourhood_quick5/settings.csv neighbourhood_quick5/places.csv
    town_centre_pspo/survey.csv town_centre_pspo/choices.csv town_centre_pspo/settings.csv
    business/survey.csv business/choices.csv business/settings.csv business/places.csv
    event/survey.csv event/choices.csv event/settings.csv
    little_things/survey.csv little_things/choices.csv little_things/settings.csv)

list(TRANSFORM harmony_shipped_surveys PREPEND surveys/ OUTPUT_VARIABLE harmony_shipped)
list(APPEND harmony_shipped benchmarks/wordings.csv languages/phrase_rules.toml
    phrases/en.toml phrases/pl.toml phrases/ro.toml phrases/ur.toml phrases/ar.toml
    phrases/fa.toml phrases/ckb.toml phrases/pa.toml)
list(TRANSFORM harmony_shipped PREPEND ${PROJECT_SOURCE_DIR}/assets/
    OUTPUT_VARIABLE harmony_shipped_paths)
set(harmony_shipped_source ${CMAKE_CURRENT_BINARY_DIR}/shipped_files.cpp)
add_custom_command(OUTPUT ${harmony_shipped_source}
    COMMAND ${CMAKE_COMMAND} -DROOT=${PROJECT_SOURCE_DIR}/assets "-DFILES=${harmony_shipped}"
        -DOUT=${harmony_shipped_source} -P ${PROJECT_SOURCE_DIR}/cmake/embed_files.cmake
    DEPENDS ${harmony_shipped_paths} ${PROJECT_SOURCE_DIR}/cmake/embed_files.cmake
    COMMENT "Taking in the shipped surveys and wordings" VERBATIM)
