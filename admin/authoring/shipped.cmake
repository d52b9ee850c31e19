# The surveys that come with Harmony, inside the program: `harmony-admin survey template`.
set(harmony_shipped_surveys
    neighbourhood/survey.csv neighbourhood/choices.csv neighbourhood/settings.csv
    neighbourhood/places.csv
    neighbourhood_quick5/survey.csv neighbourhood_quick5/choices.csv
    neighbourhood_quick5/settings.csv neighbourhood_quick5/places.csv
    town_centre_pspo/survey.csv town_centre_pspo/choices.csv town_centre_pspo/settings.csv
    business/survey.csv business/choices.csv business/settings.csv business/places.csv
    event/survey.csv event/choices.csv event/settings.csv
    little_things/survey.csv little_things/choices.csv little_things/settings.csv)

set(harmony_surveys_folder ${PROJECT_SOURCE_DIR}/assets/surveys)
list(TRANSFORM harmony_shipped_surveys PREPEND ${harmony_surveys_folder}/
    OUTPUT_VARIABLE harmony_shipped_survey_files)
set(harmony_shipped_source ${CMAKE_CURRENT_BINARY_DIR}/shipped_files.cpp)
add_custom_command(OUTPUT ${harmony_shipped_source}
    COMMAND ${CMAKE_COMMAND} -DROOT=${harmony_surveys_folder} "-DFILES=${harmony_shipped_surveys}"
        -DOUT=${harmony_shipped_source} -P ${PROJECT_SOURCE_DIR}/cmake/embed_files.cmake
    DEPENDS ${harmony_shipped_survey_files} ${PROJECT_SOURCE_DIR}/cmake/embed_files.cmake
    COMMENT "Taking in the shipped surveys" VERBATIM)
