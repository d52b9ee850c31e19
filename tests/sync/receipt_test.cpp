#include "sync/receipt.h"

#include <catch2/catch.hpp>

#include "sync/crypto.h"

using namespace harmony;

TEST_CASE("a receipt number gives the key of the specification's vector", "[sync][receipt]") {
    REQUIRE(sync::start().ok());
    // Vector of the events specification, 12.3 (made there by another implementation).
    const base::Bytes salt = *base::from_hex("0f0e0d0c0b0a09080706050403020100");
    CHECK(sync::receipt_key("482917365191", salt)->hex() == "6c1c7ddc8095033930da1611261e7392");
    CHECK_FALSE(sync::receipt_key("48291736519", salt).ok());
    CHECK_FALSE(sync::receipt_key("48291736519x", salt).ok());
    CHECK_FALSE(sync::receipt_key("482917365191", base::Bytes(15)).ok());
}
