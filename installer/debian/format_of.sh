# The number that SQLite keeps at byte 60 of a file (user_version, big-endian); 0 when it is not SQLite.
format_of() {
    if [ "$(head -c 15 "$1")" != "SQLite format 3" ]; then
        echo 0
        return
    fi
    # Four numbers, each a byte.
    # shellcheck disable=SC2046
    set -- $(od -An -j60 -N4 -tu1 "$1")
    echo $((($1 << 24) + ($2 << 16) + ($3 << 8) + $4))
}
