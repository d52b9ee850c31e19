#include "base/error.h"

#include <catch2/catch.hpp>

using namespace harmony::base;

TEST_CASE("each layer adds its step in front of the sentence", "[base][error]") {
    const Result<int> none = Error{ErrorKind::absent, "no stick in the slot"};
    const Result<int> told = Result<int>(none).while_doing("collecting batches");
    CHECK(told.error().message == "collecting batches: no stick in the slot");
    CHECK(told.error().kind == ErrorKind::absent);
    CHECK(*Result<int>(3).while_doing("counting") == 3);
}

TEST_CASE("reading the value of an error is a broken promise, not a guess", "[base][error]") {
    const Result<int> none = Error{ErrorKind::full, "full"};
    CHECK_THROWS_AS(none.value(), BrokenPromise);
    const Result<int> three = 3;
    CHECK_THROWS_AS(three.error(), BrokenPromise);
    CHECK_THROWS_AS(Result<void>().error(), BrokenPromise);
}
