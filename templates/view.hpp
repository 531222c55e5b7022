#pragma once
#include <concepts>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace portal {

// Markers of a template, made by the build from its text: templates::login::LOGIN_ID. A misspelt one does not compile.
struct Value {
  const char* name;
};  // {{NAME}}
struct Section {
  const char* name;
};  // {{#NAME}} … {{/NAME}}
struct Part {
  const char* name;
};  // {{>NAME}}

// What a page shows, as plain data: values, sections (shown 0..n times) and parts (views of a component's template).
// Values are text as people write it; escaping is the template's business.
class View {
 public:
  explicit View(const char* file = "") : file_(file) {}

  View& set(Value marker, std::string_view text) {
    values_.emplace_back(marker.name, text);
    return *this;
  }
  View& set(Value marker, std::integral auto number) { return set(marker, std::to_string(number)); }

  // One more showing of the section; set its values on what comes back.
  View& add(Section marker) { return children_of(marker.name).emplace_back(file_); }
  View& show(Section marker, bool shown = true) {
    if (shown) add(marker);
    return *this;
  }
  // The section's one showing, however often it is asked for.
  View& show_once(Section marker) {
    std::deque<View>& shown = children_of(marker.name);
    return shown.empty() ? shown.emplace_back(file_) : shown.front();
  }
  View& put(Part marker, View part) {
    children_of(marker.name).push_back(std::move(part));
    return *this;
  }

  const char* file() const { return file_; }
  const std::string* value(std::string_view marker) const {
    for (const auto& [name, text] : values_)
      if (name == marker) return &text;
    return nullptr;
  }
  const std::deque<View>* children(std::string_view marker) const {
    for (const auto& [name, views] : children_)
      if (name == marker) return &views;
    return nullptr;
  }

 private:
  std::deque<View>& children_of(const char* marker) {
    for (auto& [name, views] : children_)
      if (name == marker) return views;
    return children_.emplace_back(marker, std::deque<View>{}).second;
  }

  const char* file_;
  std::vector<std::pair<std::string_view, std::string>> values_;
  std::vector<std::pair<std::string_view, std::deque<View>>> children_;
};

}  // namespace portal
