#include "base/files.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <fstream>

#include "support/temporary_folder.h"

using namespace harmony::base;
using harmony::tests::TemporaryFolder;

namespace fs = std::filesystem;

TEST_CASE("a file is written whole with its mode, and read back", "[base][files]") {
    const TemporaryFolder folder;
    SystemRandom random;
    RealFiles files(random);
    const fs::path file = folder.path() / "a" / "b" / "key";
    CHECK(*files.write(file, as_bytes("secret"), IfPresent::skip, private_mode) == Delivery::fresh);
    CHECK(as_text(*files.read(file, 100)) == "secret");
    CHECK(as_text(*files.read_back(file, 100)) == "secret");
    struct stat status {};
    REQUIRE(::stat(file.c_str(), &status) == 0);
    CHECK((status.st_mode & 0777U) == 0600U);
    CHECK(*files.list(file.parent_path()) == std::vector<std::string>{"key"});
}

TEST_CASE("what is there stays, unless it is to be replaced", "[base][files]") {
    const TemporaryFolder folder;
    SystemRandom random;
    RealFiles files(random);
    const fs::path file = folder.path() / "f";
    REQUIRE(files.write(file, as_bytes("old"), IfPresent::skip, public_mode));
    CHECK(*files.write(file, as_bytes("new"), IfPresent::skip, public_mode) == Delivery::was_there);
    CHECK(as_text(*files.read(file, 100)) == "old");
    CHECK(*files.write(file, as_bytes("new"), IfPresent::replace, public_mode) == Delivery::fresh);
    CHECK(as_text(*files.read(file, 100)) == "new");
}

TEST_CASE("links, folders, missing and oversized files are told apart", "[base][files]") {
    const TemporaryFolder folder;
    SystemRandom random;
    RealFiles files(random);
    const fs::path file = folder.path() / "f";
    REQUIRE(files.write(file, as_bytes("12345"), IfPresent::skip, public_mode));
    fs::create_symlink(file, folder.path() / "link");
    CHECK(files.read(folder.path() / "link", 100).error().kind == ErrorKind::refused);
    CHECK(files.read(folder.path(), 100).error().kind == ErrorKind::refused);
    CHECK(files.read(folder.path() / "none", 100).error().kind == ErrorKind::absent);
    CHECK(files.read(file, 4).error().kind == ErrorKind::refused);
    CHECK(files.list(folder.path() / "none")->empty());
    CHECK(files.remove(folder.path() / "none").ok());
}
