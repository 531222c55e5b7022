#pragma once
#include <concepts>
#include <list>
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
  explicit View(const char* file = "");
  View(const View&);
  View(View&&) noexcept;
  View& operator=(const View&);
  View& operator=(View&&) noexcept;
  ~View();

  View& set(Value marker, std::string_view text);
  View& set(Value marker, std::integral auto number) { return set(marker, std::to_string(number)); }

  View& add(Section marker);  // one more showing of the section; set its values on what comes back
  View& show(Section marker, bool shown = true);
  View& show_once(Section marker);  // the section's one showing, however often it is asked for
  View& put(Part marker, View part);

  const char* file() const { return file_; }
  const std::string* value(std::string_view marker) const;
  const std::list<View>* children(std::string_view marker) const;

 private:
  std::list<View>& children_of(const char* marker);

  const char* file_;
  std::vector<std::pair<std::string_view, std::string>> values_;
  // A list: what add() gave stays where it is, and moving one throws nothing, so that a growing vector moves views.
  std::vector<std::pair<std::string_view, std::list<View>>> children_;
};

}  // namespace portal
