#include "base/markdown.hpp"

#include <algorithm>
#include <memory>

#include <cmark.h>

#include "base/limits.hpp"
#include "base/text.hpp"

namespace portal::markdown {
namespace {

struct FreeTree {
  void operator()(cmark_node* tree) const { cmark_node_free(tree); }
};

std::string text_of(const char* text) { return text == nullptr ? "" : text; }

bool is_page_address(std::string_view address) {
  if (address.size() > limits::markdown_address_bytes_max || address.find_first_of("\\ \"<>") != address.npos)
    return false;
  if (text::has_control_or_bidi(address)) return false;
  if (address.starts_with("https://") || address.starts_with("http://"))
    return address.find_first_not_of('/', address.find(':') + 1) != address.npos;
  return address.starts_with('/') && !address.starts_with("//") && address.find("/.") == address.npos;
}

// Walks the library's tree once, top down, never deeper than limits::markdown_depth_max.
class Walk {
 public:
  Document document;

  void blocks_of(cmark_node* parent, std::vector<Node>& into, std::size_t depth) {
    for (cmark_node* at = cmark_node_first_child(parent); at != nullptr; at = cmark_node_next(at)) {
      note_line(at);
      if (!may_go_on(depth)) return;
      add(at, into, depth);
    }
  }

 private:
  void add(cmark_node* node, std::vector<Node>& into, std::size_t depth) {
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_HEADING:
        return add_parent(node, {Kind::heading, "", heading_level(cmark_node_get_heading_level(node))}, into, depth);
      case CMARK_NODE_PARAGRAPH:
        return add_parent(node, {is_tight(node) ? Kind::run : Kind::paragraph}, into, depth);
      case CMARK_NODE_LIST:
        return add_parent(node, list(node), into, depth);
      case CMARK_NODE_ITEM:
        return add_parent(node, {Kind::item}, into, depth);
      case CMARK_NODE_BLOCK_QUOTE:
        return add_parent(node, {Kind::quote}, into, depth);
      case CMARK_NODE_EMPH:
        return add_parent(node, {Kind::emphasis}, into, depth);
      case CMARK_NODE_STRONG:
        return add_parent(node, {Kind::strong}, into, depth);
      case CMARK_NODE_LINK:
        return add_link(node, into, depth);
      default:
        return add_leaf(node, into);
    }
  }

  void add_parent(cmark_node* node, Node parent, std::vector<Node>& into, std::size_t depth) {
    blocks_of(node, parent.children, depth + 1);
    into.push_back(std::move(parent));
  }

  void add_link(cmark_node* node, std::vector<Node>& into, std::size_t depth) {
    const std::string address = text_of(cmark_node_get_url(node));
    if (!is_page_address(address))
      fault("リンク先「" + address + "」は使えません",
            "https:// か http:// で始まるURL、またはこのポータルの中の / で始まるパスにしてください");
    if (cmark_node_first_child(node) == nullptr)
      fault("リンクに言葉がありません", "［言葉］（URL）の形で書いてください");
    add_parent(node, {Kind::link, address}, into, depth);
  }

  void add_leaf(cmark_node* node, std::vector<Node>& into) {
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_TEXT:
        return add_text(text_of(cmark_node_get_literal(node)), into);
      case CMARK_NODE_SOFTBREAK:
      case CMARK_NODE_LINEBREAK:
        return into.push_back({Kind::line_break});
      case CMARK_NODE_CODE:
        return into.push_back({Kind::code, text_of(cmark_node_get_literal(node))});
      case CMARK_NODE_CODE_BLOCK:
        return into.push_back({Kind::code_block, text_of(cmark_node_get_literal(node))});
      case CMARK_NODE_THEMATIC_BREAK:
        return into.push_back({Kind::rule});
      case CMARK_NODE_IMAGE:
        return fault("画像は使えません", "画像の内容を文章で書いてください");
      default:
        return fault("HTMLは使えません", "タグを消し、文字として見せたい「<」の前には「\\」を付けてください");
    }
  }

  static void add_text(const std::string& text, std::vector<Node>& into) {
    if (!into.empty() && into.back().kind == Kind::text)
      into.back().text += text;
    else
      into.push_back({Kind::text, text});
  }

  static Node list(cmark_node* node) {
    if (cmark_node_get_list_type(node) != CMARK_ORDERED_LIST) return {Kind::bullet_list};
    return {Kind::ordered_list, "", cmark_node_get_list_start(node)};
  }

  static bool is_tight(cmark_node* paragraph) {
    cmark_node* above = cmark_node_parent(cmark_node_parent(paragraph));
    return above != nullptr && cmark_node_get_type(above) == CMARK_NODE_LIST && cmark_node_get_list_tight(above) != 0;
  }

  // "##" first and "####" under it are levels 2 and 3: what counts is which stands under which.
  int heading_level(int typed) {
    constexpr std::size_t deepest = 3;
    while (!open_headings_.empty() && open_headings_.back() >= typed) open_headings_.pop_back();
    open_headings_.push_back(typed);
    return static_cast<int>(std::min(open_headings_.size(), deepest)) + 1;
  }

  bool may_go_on(std::size_t depth) {
    ++nodes_;
    if (nodes_ == limits::markdown_nodes_max + 1) fault("書式や段落が多すぎます", "二つに分けて掲載してください");
    if (depth == limits::markdown_depth_max && !told_of_depth_) {
      told_of_depth_ = true;
      fault("箇条書きや引用の重なりが深すぎます", "重ね方を浅くしてください");
    }
    return nodes_ <= limits::markdown_nodes_max && depth < limits::markdown_depth_max;
  }

  void note_line(cmark_node* node) {
    const int line = cmark_node_get_start_line(node);
    if (line > 0) line_ = static_cast<std::size_t>(line);
  }

  void fault(std::string reason, std::string remedy) {
    if (document.faults.size() < limits::markdown_faults_max)
      document.faults.push_back({line_, std::move(reason), std::move(remedy)});
  }

  std::vector<int> open_headings_;
  std::size_t nodes_ = 0, line_ = 1;
  bool told_of_depth_ = false;
};

}  // namespace

Document parse(std::string_view text) {
  const std::unique_ptr<cmark_node, FreeTree> tree(cmark_parse_document(text.data(), text.size(), CMARK_OPT_DEFAULT));
  Walk walk;
  walk.blocks_of(tree.get(), walk.document.blocks, 0);
  return std::move(walk.document);
}

}  // namespace portal::markdown
