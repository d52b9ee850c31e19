set(HARMONY_EVENTS_FACTS_TESTS
    any_order_test.cpp capacity_test.cpp check_in_test.cpp conflict_test.cpp due_test.cpp
    fact_kinds_test.cpp fact_maker.cpp fact_test.cpp fold_test.cpp messages_test.cpp scenario.cpp scenario_test.cpp spaces_model.cpp spaces_test.cpp
    receipt_states_test.cpp roster_test.cpp steps_test.cpp story.cpp totals_test.cpp waiting_test.cpp)
