// Whatever a clerk writes: the tree holds what base/formats/markdown.hpp lists, within its bounds, and no link leads
// where none may.
#include "base/formats/markdown.hpp"

#include "base/limits.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace portal;
using fuzz::demand;
using markdown::Kind;

static bool is_odd(std::string_view typed) {
  std::string text(typed);
  std::erase_if(text, [](char c) { return c == '\n' || c == '\t'; });
  return text::has_control_or_bidi(text);
}

static std::size_t walk(const std::vector<markdown::Node>& nodes, std::size_t depth, bool in_link, bool may_be_odd) {
  demand(depth <= limits::markdown_depth_max);
  std::size_t count = nodes.size();
  for (const markdown::Node& node : nodes) {
    const bool is_link = node.kind == Kind::link;
    demand(text::is_valid_utf8(node.text) && node.text.find("\xEF\xB7\x90") == std::string::npos);
    demand(node.kind != Kind::heading || (node.level >= 2 && node.level <= 4));
    demand(node.kind != Kind::ordered_list || node.level >= 0);
    demand(!is_link || !in_link);
    demand(node.kind != Kind::text || may_be_odd || !is_odd(node.text));
    const std::string_view address = node.text;
    demand(!is_link || may_be_odd || address.starts_with("https://") || address.starts_with("http://") ||
           (address.starts_with('/') && !address.starts_with("//") && address.find('\\') == address.npos));
    count += walk(node.children, depth + 1, in_link || is_link, may_be_odd);
  }
  return count;
}

// In UTF-8 and without invisible characters, as whoever calls it has made sure.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view typed = fuzz::text_of(data, size);
  if (!text::is_valid_utf8(typed) || is_odd(typed)) return 0;
  const markdown::Document document = markdown::parse(typed);
  demand(walk(document.blocks, 0, false, !document.faults.empty()) <= limits::markdown_nodes_max);
  demand(document.faults.size() <= limits::markdown_faults_max);
  demand(document.doubts.size() <= limits::markdown_faults_max);
  fuzz::demand_told(document.faults, size + 1);
  fuzz::demand_told(document.doubts, size + 1);
  return 0;
}
