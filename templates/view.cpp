#include "templates/view.hpp"

#include <type_traits>

namespace portal {

View::View(const char* file) : file_(file) {}
static_assert(std::is_nothrow_move_constructible_v<std::pair<std::string_view, std::list<View>>>);

View::View(const View&) = default;
View::View(View&&) noexcept = default;
View& View::operator=(const View&) = default;
View& View::operator=(View&&) noexcept = default;
View::~View() = default;

View& View::set(Value marker, std::string_view text) {
  constexpr std::size_t usual_count = 4;
  if (values_.empty()) values_.reserve(usual_count);
  values_.emplace_back(marker.name, text);
  return *this;
}

View& View::add(Section marker) { return children_of(marker.name).emplace_back(file_); }

View& View::show(Section marker, bool shown) {
  if (shown) add(marker);
  return *this;
}

View& View::show_once(Section marker) {
  std::list<View>& shown = children_of(marker.name);
  return shown.empty() ? shown.emplace_back(file_) : shown.front();
}

View& View::put(Part marker, View part) {
  children_of(marker.name).push_back(std::move(part));
  return *this;
}

const std::string* View::value(std::string_view marker) const {
  for (const auto& [name, text] : values_)
    if (name == marker) return &text;
  return nullptr;
}

const std::list<View>* View::children(std::string_view marker) const {
  for (const auto& [name, views] : children_)
    if (name == marker) return &views;
  return nullptr;
}

std::list<View>& View::children_of(const char* marker) {
  for (auto& [name, views] : children_)
    if (name == marker) return views;
  return children_.emplace_back(marker, std::list<View>{}).second;
}

}  // namespace portal
