#pragma once

// Not a public header. The one place that knows which Dear ImGui it is: 1.86 (Debian 12), 1.90
// (Debian 13) and 1.92 differ in names that this room uses.

#include <imgui.h>

#include <cstdint>

namespace harmony::ui::imgui {

/// The renderer's number of a texture; 0 is plain white.
inline ImTextureID texture(std::uint32_t number) {
#if IMGUI_VERSION_NUM >= 19140
    return static_cast<ImTextureID>(number);
#else
    return reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(number));
#endif
}

inline std::uint32_t number_of(const ImDrawCmd& command) {
#if IMGUI_VERSION_NUM >= 19140
    return static_cast<std::uint32_t>(command.GetTexID());
#else
    return static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(command.GetTexID()));
#endif
}

/// Tells ImGui where the pointer is before a frame. Since 1.87 this is an event; the own queue
/// (input.h) has already seen to it that there is one transition a pass.
inline void set_pointer(ImGuiIO& io, float x, float y, bool down) {
#if IMGUI_VERSION_NUM >= 18700
    io.AddMousePosEvent(x, y);
    io.AddMouseButtonEvent(0, down);
#else
    io.MousePos = ImVec2(x, y);
    io.MouseDown[0] = down;
#endif
}

/// Builds the smallest font atlas that ImGui accepts: no text of ours is ever drawn with it.
inline void build_tiny_atlas(ImGuiIO& io) {
    io.Fonts->Flags |= ImFontAtlasFlags_NoBakedLines | ImFontAtlasFlags_NoMouseCursors;
#if IMGUI_VERSION_NUM < 19200
    unsigned char* pixels = nullptr;
    int width = 0;
    int height = 0;
    io.Fonts->GetTexDataAsAlpha8(&pixels, &width, &height);
    io.Fonts->SetTexID(texture(0));
#endif
}

}  // namespace harmony::ui::imgui
