#pragma once
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "templates/view.hpp"

namespace portal {

// A page could not be made whole; nothing of it may be sent.
struct RenderError : std::runtime_error {
  using runtime_error::runtime_error;
};

// What a marker that nobody set does: tests stop there, a member sees nothing in its place (and the log names it).
enum class Missing { is_an_error, is_empty };

// All templates of a folder, read once at the start and never again. Pages (*.tpl) escape by context, mail texts
// (mail/*.txt) don't escape; the constructor refuses a page without the escaping pragma and a mail text with one.
class Renderer {
 public:
  Renderer(const std::filesystem::path& folder, Missing missing);
  ~Renderer();
  Renderer(Renderer&&) noexcept;

  // The view's file filled in. `page_wide` holds what every template may ask for: values (BASE) and parts (CONTACT).
  std::string render(const View& view, const View& page_wide = View{}) const;
  std::vector<std::string> files() const;

 private:
  struct Templates;
  std::unique_ptr<Templates> templates_;
  Missing missing_;
};

}  // namespace portal
