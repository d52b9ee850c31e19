#!/bin/sh
# no_mouse_capture.sh PROGRAM: the program calls SDL, and never SDL_CaptureMouse (kiosk.md K1).
symbols=$(nm -D "$1") || exit 2
echo "$symbols" | grep -q SDL_WaitEventTimeout || { echo "$1 does not call SDL"; exit 1; }
if echo "$symbols" | grep -q SDL_CaptureMouse; then
    echo "$1 captures the mouse"
    exit 1
fi
