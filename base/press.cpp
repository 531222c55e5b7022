#include "base/press.hpp"

#include <algorithm>
#include <cerrno>
#include <memory>
#include <optional>
#include <stdexcept>

#include <cairo-pdf.h>
#include <fmt/format.h>
#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <unistd.h>

#include "base/limits.hpp"

namespace portal::paper {
namespace {

template <auto release>
struct Release {
  template <class T>
  void operator()(T* held) const {
    release(held);
  }
};
template <class T, auto release>
using Held = std::unique_ptr<T, Release<release>>;
using Surface = Held<cairo_surface_t, cairo_surface_destroy>;
using Pen = Held<cairo_t, cairo_destroy>;
using FontMap = Held<PangoFontMap, g_object_unref>;
using Context = Held<PangoContext, g_object_unref>;
using Layout = Held<PangoLayout, g_object_unref>;
using Font = Held<PangoFontDescription, pango_font_description_free>;
using FontConfig = Held<FcConfig, FcConfigDestroy>;

constexpr double points_per_mm = 72 / 25.4;
constexpr double cell_gap = 3, cell_rise = 2.5, frame_gap = 7, hair_line = 0.4, thick_line = 0.9;
constexpr double foot_height = 24, kept_together = 90;  // a heading stands with so much of what it heads
constexpr double grey = 0.55, tint = 0.93;

struct Style {
  const char* tag;
  const char* font;
  double space_before, space_after;  // points
};
constexpr const char* cell_font = "BIZ UDPGothic, Noto Sans CJK JP 8";
constexpr const char* bold_cell_font = "BIZ UDPGothic, Noto Sans CJK JP Bold 8";

Style style_of(Role role) {
  switch (role) {
    case Role::title:
      return {"H1", "BIZ UDPGothic, Noto Sans CJK JP Bold 16", 0, 10};
    case Role::heading:
      return {"H2", "BIZ UDPGothic, Noto Sans CJK JP Bold 11", 14, 5};
    case Role::framed:
      return {"P", "BIZ UDPGothic, Noto Sans CJK JP Bold 9.5", 2, 10};
    case Role::small:
      return {"P", "BIZ UDPGothic, Noto Sans CJK JP 8", 1, 2};
    case Role::plain:
      break;
  }
  return {"P", "BIZ UDPGothic, Noto Sans CJK JP 9.5", 2, 4};
}

FontConfig load_fonts(const char* file) {
  FontConfig config(FcConfigCreate());
  if (FcConfigParseAndLoad(config.get(), reinterpret_cast<const FcChar8*>(file), FcTrue) == FcFalse ||
      FcConfigBuildFonts(config.get()) == FcFalse)
    throw std::runtime_error(fmt::format("{}: can't be read as a list of fonts", file));
  const FcFontSet* found = FcConfigGetFonts(config.get(), FcSetSystem);
  if (found == nullptr || found->nfont == 0)
    throw std::runtime_error(fmt::format("{}: none of its fonts is installed", file));
  FcConfigSetCurrent(config.get());  // or Pango would read the machine's own
  return config;
}

// Lays out from top to bottom, page after page. Without `page_count` it draws nothing: it only finds out.
class Run {
 public:
  Run(const Document& document, cairo_t* pen, PangoContext* context, std::optional<int> page_count)
      : document_(document), pen_(pen), context_(context), page_count_(page_count), y_(margin()) {}

  int print() {
    open("Document");
    for (const Block& block : document_.blocks) {
      if (const Text* words = std::get_if<Text>(&block)) add(*words);
      if (const Table* table = std::get_if<Table>(&block)) add(*table);
    }
    close("Document");
    end_page();
    return page_;
  }

 private:
  double margin() const { return document_.margin_mm * points_per_mm; }
  double inner_width() const { return (document_.width_mm - 2 * document_.margin_mm) * points_per_mm; }
  double bottom() const { return document_.height_mm * points_per_mm - margin() - foot_height; }
  bool draws() const { return page_count_.has_value(); }

  void open(const char* tag) {
    if (draws()) cairo_tag_begin(pen_, tag, nullptr);
  }
  void close(const char* tag) {
    if (draws()) cairo_tag_end(pen_, tag);
  }

  Layout lay_out(const std::string& words, const char* font, double width, bool at_right = false) const {
    Layout layout(pango_layout_new(context_));
    const Font description(pango_font_description_from_string(font));
    pango_layout_set_font_description(layout.get(), description.get());
    pango_layout_set_width(layout.get(), pango_units_from_double(width));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(layout.get(), at_right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
    pango_layout_set_text(layout.get(), words.data(), static_cast<int>(words.size()));
    return layout;
  }

  static double height_of(const Layout& layout) {
    int height = 0;
    pango_layout_get_size(layout.get(), nullptr, &height);
    return pango_units_to_double(height);
  }

  void draw(const Layout& layout, double x, double y) {
    if (!draws()) return;
    cairo_move_to(pen_, x, y);
    pango_cairo_show_layout(pen_, layout.get());
  }

  void draw_line(double y, double width) {
    if (!draws()) return;
    cairo_set_source_rgb(pen_, grey, grey, grey);
    cairo_set_line_width(pen_, width);
    cairo_move_to(pen_, margin(), y);
    cairo_line_to(pen_, margin() + inner_width(), y);
    cairo_stroke(pen_);
    cairo_set_source_rgb(pen_, 0, 0, 0);
  }

  void draw_box(double y, double height, bool filled) {
    if (!draws()) return;
    const double shade = filled ? tint : 0;
    cairo_set_source_rgb(pen_, shade, shade, shade);
    cairo_set_line_width(pen_, thick_line);
    cairo_rectangle(pen_, margin(), y, inner_width(), height);
    filled ? cairo_fill(pen_) : cairo_stroke(pen_);
    cairo_set_source_rgb(pen_, 0, 0, 0);
  }

  void end_page() {
    const double y = bottom() + foot_height / 2;
    draw(lay_out(document_.foot, cell_font, inner_width()), margin(), y);
    draw(lay_out(fmt::format("{}／{}", page_, page_count_.value_or(0)), cell_font, inner_width(), true), margin(), y);
    if (draws()) cairo_show_page(pen_);
  }

  void next_page() {
    end_page();
    if (++page_ > limits::pdf_pages_max) throw std::runtime_error("more pages than may be");
    y_ = margin();
  }

  void add(const Text& text) {
    const Style style = style_of(text.role);
    const double gap = text.role == Role::framed ? frame_gap : 0;
    const Layout layout = lay_out(text.words, style.font, inner_width() - 2 * gap);
    const double height = height_of(layout) + 2 * gap;
    y_ += style.space_before;
    if (y_ + height + (text.role == Role::heading ? kept_together : 0) > bottom()) next_page();
    if (gap > 0) draw_box(y_, height, false);
    open(style.tag);
    draw(layout, margin() + gap, y_ + gap);
    close(style.tag);
    y_ += height + style.space_after;
  }

  void add(const Table& table) {
    open("Table");
    add_heads(table, true);
    for (const Row& row : table.rows) {
      if (row.cells.size() != table.columns.size()) throw std::logic_error("a row needs a cell for each column");
      const std::vector<Layout> cells = cells_of(table, row);
      if (y_ + tallest(cells) > bottom()) {
        next_page();
        add_heads(table, false);
      }
      add_row(table, cells, row.is_sum, "TD");
    }
    close("Table");
    y_ += cell_gap;
  }

  // Whoever has the paper read aloud hears them once.
  void add_heads(const Table& table, bool tagged) {
    Row heads{{}, true};
    for (const Column& column : table.columns) heads.cells.push_back(column.head);
    if (std::ranges::all_of(heads.cells, &std::string::empty)) return;
    add_row(table, cells_of(table, heads), true, tagged ? "TH" : nullptr);
  }

  std::vector<Layout> cells_of(const Table& table, const Row& row) const {
    std::vector<Layout> cells;
    for (std::size_t at = 0; at < row.cells.size(); ++at) {
      const Column& column = table.columns[at];
      cells.push_back(lay_out(row.cells[at], row.is_sum ? bold_cell_font : cell_font,
                              column.width_mm * points_per_mm - 2 * cell_gap, column.is_number));
    }
    return cells;
  }

  static double tallest(const std::vector<Layout>& cells) {
    double height = 0;
    for (const Layout& cell : cells) height = std::max(height, height_of(cell));
    return height + 2 * cell_rise;
  }

  void add_row(const Table& table, const std::vector<Layout>& cells, bool is_sum, const char* cell_tag) {
    const double height = tallest(cells);
    if (is_sum) draw_box(y_, height, true);
    if (cell_tag != nullptr) open("TR");
    double x = margin();
    for (std::size_t at = 0; at < cells.size(); ++at) {
      if (cell_tag != nullptr) open(cell_tag);
      draw(cells[at], x + cell_gap, y_ + cell_rise);
      if (cell_tag != nullptr) close(cell_tag);
      x += table.columns[at].width_mm * points_per_mm;
    }
    if (cell_tag != nullptr) close("TR");
    y_ += height;
    draw_line(y_, hair_line);
  }

  const Document& document_;
  cairo_t* pen_;
  PangoContext* context_;
  std::optional<int> page_count_;
  double y_;
  int page_ = 1;
};

cairo_status_t write_on(void* descriptor, const unsigned char* bytes, unsigned int count) {
  while (count > 0) {
    const ssize_t written = write(*static_cast<const int*>(descriptor), bytes, count);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return CAIRO_STATUS_WRITE_ERROR;
    bytes += written;
    count -= static_cast<unsigned int>(written);
  }
  return CAIRO_STATUS_SUCCESS;
}

void print(const Document& document, const char* fonts_file, int descriptor) {
  const FontConfig fonts = load_fonts(fonts_file);
  const FontMap map(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT));
  pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map.get()), fonts.get());
  const Surface surface(cairo_pdf_surface_create_for_stream(write_on, &descriptor, document.width_mm * points_per_mm,
                                                            document.height_mm * points_per_mm));
  const std::string made_at = to_sql(document.made_at).substr(0, std::string_view("2026-11-22 04:20:00").size());
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, document.title.c_str());
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE,
                                 (made_at.substr(0, 10) + "T" + made_at.substr(11) + "Z").c_str());
  const Pen pen(cairo_create(surface.get()));
  const Context context(pango_font_map_create_context(map.get()));
  pango_context_set_language(context.get(), pango_language_from_string("ja"));
  pango_cairo_context_set_resolution(context.get(), 72);
  pango_cairo_update_context(pen.get(), context.get());
  pango_context_set_round_glyph_positions(context.get(), FALSE);
  const int page_count = Run(document, pen.get(), context.get(), {}).print();
  Run(document, pen.get(), context.get(), page_count).print();
  cairo_surface_finish(surface.get());
  for (const cairo_status_t status : {cairo_status(pen.get()), cairo_surface_status(surface.get())})
    if (status != CAIRO_STATUS_SUCCESS) throw std::runtime_error(cairo_status_to_string(status));
}

}  // namespace
}  // namespace portal::paper

extern "C" void portal_press(const portal::paper::Document& document, const char* fonts_file, int descriptor) {
  portal::paper::print(document, fonts_file, descriptor);
}
