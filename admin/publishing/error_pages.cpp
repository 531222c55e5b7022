#include "admin/publishing/error_pages.hpp"

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <system_error>

#include <fmt/format.h>

#include "admin/actions.hpp"
#include "admin/whole_file.hpp"
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

void write_pages(const Renderer& renderer, const Society* society, const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) fail_to_make(folder, error.value());
  for (const HttpStatus status : error_page::statuses())
    replace_file(folder / fmt::format("{}.html", number(status)), page_text(renderer, society, status));
}

std::string content_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::optional<fs::path> outdated_in(const Renderer& renderer, const Society* society, const fs::path& folder) {
  for (const HttpStatus status : error_page::statuses())
    if (const fs::path file = folder / fmt::format("{}.html", number(status));
        content_of(file) != page_text(renderer, society, status))
      return file;
  return {};
}

}  // namespace

std::optional<fs::path> error_pages::outdated(const Config& config, const std::vector<Society>& societies) {
  const Renderer renderer(config.paths.templates, Missing::is_an_error);
  const fs::path& folder = config.paths.error_pages;
  if (auto found = outdated_in(renderer, nullptr, folder)) return found;
  for (const Society& society : societies)
    if (auto found = outdated_in(renderer, &society, folder / society.slug)) return found;
  return {};
}

std::optional<fs::path> error_pages::missing_asset(const Config& config, const fs::path& assets) {
  constexpr std::string_view before = "\"/assets/";
  if (!fs::is_directory(assets)) return {};
  const Renderer renderer(config.paths.templates, Missing::is_an_error);
  const std::string page = page_text(renderer, nullptr, HttpStatus::service_unavailable);
  for (std::size_t at = page.find(before); at != page.npos; at = page.find(before, at + 1)) {
    const std::size_t begin = at + before.size();
    const fs::path asset = assets / page.substr(begin, page.find('"', begin) - begin);
    if (!fs::exists(asset)) return asset;
  }
  return {};
}

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
