#include <cerrno>
#include <fstream>
#include <system_error>

#include <fmt/format.h>

#include "admin/actions.hpp"
#include "domain/error_page.hpp"
#include "domain/page_wide.hpp"
#include "gen/parts/layout.hpp"
#include "templates/renderer.hpp"

namespace portal::admin {
namespace {

namespace fs = std::filesystem;
namespace layout = templates::parts::layout;

// Where nginx puts the request's number when it shows the copy; letters that no escaping changes.
constexpr std::string_view number_placeholder = "REQUEST-NUMBER-PLACEHOLDER";
constexpr std::string_view number_by_nginx = R"(<!--# echo var="portal_inquiry_number" -->)";

// A copy has no form and knows no member: whoever sees it, it is the same.
std::string page_text(const Renderer& renderer, const Society* society, HttpStatus status) {
  error_page::Content content = error_page::make(society, status, number_placeholder);
  View view(layout::file);
  view.set(layout::TITLE, content.title).set(layout::HELP, "/help").put(layout::CONTENT, std::move(content.view));
  view.show(society != nullptr ? layout::IN_SOCIETY : layout::OUTSIDE_SOCIETY).show(layout::VISITOR);
  std::string text = renderer.render(view, page_wide(society, ""));
  text.replace(text.find(number_placeholder), number_placeholder.size(), number_by_nginx);
  return text;
}

// Whole or not at all, also while nginx is serving the old one.
void replace_file(const fs::path& file, const std::string& text) {
  const fs::path fresh = file.string() + ".new";
  errno = 0;
  std::ofstream out(fresh, std::ios::binary);
  if (!out) fail_to_make(fresh, errno, "look at the folder's owner");
  errno = 0;
  out << text << std::flush;
  if (!out) throw std::system_error(errno != 0 ? errno : EIO, std::generic_category(), fresh.string());
  fs::rename(fresh, file);
}

void write_pages(const Renderer& renderer, const Society* society, const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) fail_to_make(folder, error.value());
  for (const HttpStatus status : error_page::statuses())
    replace_file(folder / fmt::format("{}.html", number(status)), page_text(renderer, society, status));
}

}  // namespace

Exit society_error_pages(const Changing<DatabaseCall>& call) {
  const fs::path folder = call.arguments.text("DIR");
  const Renderer renderer(call.config.paths.templates, Missing::is_an_error);
  const std::vector<Society> societies = societies::all(call.database);
  const std::size_t pages = (societies.size() + 1) * error_page::statuses().size();
  if (!call.applies) {
    fmt::print("would write {} pages in {}\n", pages, folder.string());
    return Exit::good;
  }
  write_pages(renderer, nullptr, folder);
  for (const Society& society : societies) write_pages(renderer, &society, folder / society.slug);
  fmt::print("wrote {} pages in {}\n", pages, folder.string());
  return Exit::good;
}

}  // namespace portal::admin
