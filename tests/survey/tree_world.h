#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/random.h"
#include "survey/expression/world.h"

namespace harmony::survey::test {

/// A tree from `[name, text]` or `[name, [children]]`.
class JsonTree final : public Tree {
public:
    explicit JsonTree(const nlohmann::json& root) {
        nodes_.push_back({"", "", 0, {}});
        add(root, 0);
    }

    std::optional<std::uint32_t> parent(std::uint32_t node) const override {
        return node == 0 ? std::nullopt : std::optional(nodes_[node].parent);
    }
    void children(std::uint32_t node, std::vector<std::uint32_t>& out) const override {
        out = nodes_[node].children;
    }
    bool has_children(std::uint32_t node) const override { return !nodes_[node].children.empty(); }
    std::string_view name(std::uint32_t node) const override { return nodes_[node].name; }
    std::string_view text(std::uint32_t node) const override { return nodes_[node].text; }

    /// `""` the document, `/` the root, `/1/0` below it.
    std::uint32_t place(const std::string& path) const {
        if (path.empty()) {
            return 0;
        }
        std::uint32_t node = 1;
        std::size_t at = 1;
        while (at < path.size()) {
            node = nodes_[node].children.at(std::stoul(path.substr(at)));
            const std::size_t slash = path.find('/', at);
            at = slash == std::string::npos ? path.size() : slash + 1;
        }
        return node;
    }

    std::string path(std::uint32_t node) const {
        if (node == 0) {
            return "";
        }
        if (node == 1) {
            return "/";
        }
        const auto& siblings = nodes_[nodes_[node].parent].children;
        const auto index = std::find(siblings.begin(), siblings.end(), node) - siblings.begin();
        const std::string above = path(nodes_[node].parent);
        return (above == "/" ? above : above + "/") + std::to_string(index);
    }

private:
    struct Item {
        std::string name;
        std::string text;
        std::uint32_t parent;
        std::vector<std::uint32_t> children;
    };

    void add(const nlohmann::json& value, std::uint32_t parent) {
        const auto index = static_cast<std::uint32_t>(nodes_.size());
        const bool leaf = value.at(1).is_string();
        nodes_.push_back(
            {value.at(0), leaf ? value.at(1).get<std::string>() : std::string(), parent, {}});
        nodes_[parent].children.push_back(index);
        if (!leaf) {
            for (const nlohmann::json& child : value.at(1)) {
                add(child, index);
            }
        }
    }

    std::vector<Item> nodes_;
};

/// A world of such trees; the first is the main one.
class TreeWorld final : public World {
public:
    TreeWorld(const nlohmann::json& data, LocalMoment now, std::chrono::minutes offset)
        : now_(now), offset_(offset) {
        add("main", data.value("tree", nlohmann::json::array({"data", ""})));
        if (data.contains("instances")) {
            for (const auto& [name, tree] : data["instances"].items()) {
                add(name, tree);
            }
        }
    }

    const Tree& tree(std::uint32_t index) const override { return *trees_[index]; }
    const JsonTree& json_tree(std::uint32_t index) const { return *trees_[index]; }
    const std::string& name(std::uint32_t index) const { return names_[index]; }

    std::optional<std::uint32_t> instance(std::string_view name) const override {
        for (std::uint32_t i = 0; i < names_.size(); ++i) {
            if (names_[i] == name) {
                return i;
            }
        }
        return std::nullopt;
    }
    LocalMoment now() const override { return now_; }
    std::chrono::minutes offset() const override { return offset_; }
    base::RandomSource& random() const override { return random_; }
    Words choice_label(std::string_view, std::string_view) const override { return {}; }

private:
    void add(const std::string& name, const nlohmann::json& tree) {
        names_.push_back(name);
        trees_.push_back(std::make_unique<JsonTree>(tree));
    }

    std::vector<std::string> names_;
    std::vector<std::unique_ptr<JsonTree>> trees_;
    LocalMoment now_;
    std::chrono::minutes offset_;
    mutable base::SeededRandom random_{7};
};

}  // namespace harmony::survey::test
