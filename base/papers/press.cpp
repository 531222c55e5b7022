#include "base/papers/press.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <optional>
#include <stdexcept>
#include <system_error>

#include <cairo-pdf.h>
#include <fmt/format.h>
#include <fontconfig/fontconfig.h>
#include <hb.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <unistd.h>

#include "base/limits.hpp"
#include "base/log.hpp"
#include "base/text.hpp"

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
constexpr float sheet_line_spacing = 1.25F;
constexpr int unprintable_sheets_named_max = 100;

// The second has what the first lacks.
constexpr std::array<const char*, 2> families{"BIZ UDPGothic", "Noto Sans CJK JP"};

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

bool has_family(const FcFontSet& fonts, std::string_view family) {
  for (int font = 0; font < fonts.nfont; ++font) {
    FcChar8* name = nullptr;
    for (int at = 0; FcPatternGetString(fonts.fonts[font], FC_FAMILY, at, &name) == FcResultMatch; ++at)
      if (reinterpret_cast<const char*>(name) == family) return true;
  }
  return false;
}

FontConfig load_fonts(const char* file) {
  FontConfig config(FcConfigCreate());
  if (FcConfigParseAndLoad(config.get(), reinterpret_cast<const FcChar8*>(file), FcTrue) == FcFalse ||
      FcConfigBuildFonts(config.get()) == FcFalse)
    throw std::runtime_error(fmt::format("{}: can't be read as a list of fonts", file));
  const FcFontSet* found = FcConfigGetFonts(config.get(), FcSetSystem);
  for (const char* family : families)
    if (found == nullptr || !has_family(*found, family))
      throw std::runtime_error(fmt::format("{}: {} is not installed", file, family));
  FcConfigSetCurrent(config.get());  // or Pango would read the machine's own
  return config;
}

bool is_variation_selector(gunichar character) {
  return (character >= 0xFE00 && character <= 0xFE0F) || (character >= 0xE0100 && character <= 0xE01EF);
}

// Pango asks for the font of the character alone: 邉󠄂 would come as 邉 where the first font has no such variation.
// There the second is asked.
void keep_variations(PangoLayout* layout, PangoContext* context, const PangoFontDescription* font,
                     const std::string& words) {
  if (words.find("\xF3\xA0") == std::string::npos && words.find("\xEF\xB8") == std::string::npos) return;
  const Held<PangoFont, g_object_unref> first(pango_context_load_font(context, font));
  const Held<PangoAttrList, pango_attr_list_unref> exceptions(pango_attr_list_new());
  for (const char* at = words.c_str(); *at != '\0'; at = g_utf8_next_char(at)) {
    const char* next = g_utf8_next_char(at);
    const gunichar selector = g_utf8_get_char(next);
    hb_codepoint_t glyph = 0;
    if (!is_variation_selector(selector) ||
        hb_font_get_variation_glyph(pango_font_get_hb_font(first.get()), g_utf8_get_char(at), selector, &glyph) != 0)
      continue;
    PangoAttribute* other = pango_attr_family_new(families[1]);
    other->start_index = static_cast<guint>(at - words.c_str());
    other->end_index = static_cast<guint>(g_utf8_next_char(next) - words.c_str());
    pango_attr_list_insert(exceptions.get(), other);
  }
  pango_layout_set_attributes(layout, exceptions.get());
}

// Composed, for a base and its marks may come from two fonts, or from none: "ễ" typed in parts would be boxes. Names
// stay as fed wherever they are kept.
Layout lay_out(PangoContext* context, const std::string& fed, const char* font, double width, PangoAlignment side) {
  const std::string words = text::composed(fed);
  Layout layout(pango_layout_new(context));
  const Font description(pango_font_description_from_string(font));
  pango_layout_set_font_description(layout.get(), description.get());
  pango_layout_set_width(layout.get(), pango_units_from_double(width));
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment(layout.get(), side);
  pango_layout_set_text(layout.get(), words.data(), static_cast<int>(words.size()));
  keep_variations(layout.get(), context, description.get(), words);
  return layout;
}

double height_of(const Layout& layout) {
  int height = 0;
  pango_layout_get_size(layout.get(), nullptr, &height);
  return pango_units_to_double(height);
}

// Lays a document out from top to bottom, page after page. Without `page_count` it draws nothing: it only finds out.
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
    return paper::lay_out(context_, words, font, width, at_right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
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

// Puts marks where they belong on a sheet.
class Placer {
 public:
  Placer(cairo_t* pen, PangoContext* context) : pen_(pen), context_(context) {}

  // False: the fonts lack a character, and a box stands in its place.
  bool place(const std::vector<Mark>& marks) {
    dip(Ink::black);
    for (const Mark& mark : marks) std::visit([this](const auto& one) { place(one); }, mark);
    return !lacks_character_;
  }

 private:
  Layout lay_out(const Words& text, double points) const {
    const std::string font =
        fmt::format("{}, {}{} {:.2f}", families[0], families[1], text.is_bold ? " Bold" : "", points);
    Layout layout = paper::lay_out(context_, text.words, font.c_str(), text.area.width_mm * points_per_mm,
                                   text.stand == Stand::middle ? PANGO_ALIGN_CENTER : PANGO_ALIGN_LEFT);
    pango_layout_set_line_spacing(layout.get(), sheet_line_spacing);
    return layout;
  }

  Layout fit(const Words& text) const {
    constexpr double step = 0.96, one_line_shrink_max = 2.0 / 3;
    for (double points = text.points; text.likes_one_line && points >= text.points * one_line_shrink_max;
         points *= step) {
      Layout layout = lay_out(text, points);
      if (pango_layout_get_line_count(layout.get()) == 1) return layout;
    }
    for (double points = text.points;; points *= step) {
      Layout layout = lay_out(text, points);
      if (height_of(layout) <= text.area.height_mm * points_per_mm || points * step < Words::points_min) return layout;
    }
  }

  void place(const Words& text) {
    const Layout layout = fit(text);
    lacks_character_ |= pango_layout_get_unknown_glyphs_count(layout.get()) > 0;
    const double spare = text.area.height_mm * points_per_mm - height_of(layout);
    cairo_move_to(pen_, text.area.left_mm * points_per_mm,
                  text.area.top_mm * points_per_mm + (text.stand == Stand::middle ? spare / 2 : 0));
    pango_cairo_show_layout(pen_, layout.get());
  }

  void place(const Frame& frame) {
    const Area& area = frame.area;
    dip(frame.ink);
    cairo_rectangle(pen_, area.left_mm * points_per_mm, area.top_mm * points_per_mm, area.width_mm * points_per_mm,
                    area.height_mm * points_per_mm);
    const double dash = frame.dash_mm * points_per_mm;
    cairo_set_line_width(pen_, frame.line_mm * points_per_mm);
    cairo_set_dash(pen_, &dash, dash > 0 ? 1 : 0, 0);
    frame.line_mm > 0 ? cairo_stroke(pen_) : cairo_fill(pen_);
    dip(Ink::black);
  }

  // One path: between two of them a seam would show.
  void place(const Squares& squares) {
    const double size = squares.area.width_mm * points_per_mm / squares.side;
    for (int at = 0; at < squares.side * squares.side; ++at)
      if (squares.is_dark.at(static_cast<std::size_t>(at)))
        cairo_rectangle(pen_, squares.area.left_mm * points_per_mm + at % squares.side * size,
                        squares.area.top_mm * points_per_mm + at / squares.side * size, size, size);
    cairo_fill(pen_);
  }

  void dip(Ink ink) {
    switch (ink) {
      case Ink::grey:
        return cairo_set_source_rgb(pen_, grey, grey, grey);
      case Ink::tint:
        return cairo_set_source_rgb(pen_, tint, tint, tint);
      case Ink::red:
        return cairo_set_source_rgb(pen_, 0.85, 0.2, 0.1);
      case Ink::black:
        return cairo_set_source_rgb(pen_, 0, 0, 0);
    }
  }

  cairo_t* pen_;
  PangoContext* context_;
  bool lacks_character_ = false;
};

// Drawn once and used by every sheet of the form: the file holds it once, too.
Surface record_form(const Sheets& sheets, const std::vector<Mark>& marks, PangoContext* context) {
  const cairo_rectangle_t whole{0, 0, sheets.width_mm * points_per_mm, sheets.height_mm * points_per_mm};
  Surface form(cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &whole));
  const Pen pen(cairo_create(form.get()));
  Placer(pen.get(), context).place(marks);
  return form;
}

// Where the pages go, and what became of the last of them.
struct Outlet {
  int descriptor;
  int error = 0;  // an errno
};

cairo_status_t write_on(void* outlet_pointer, const unsigned char* bytes, unsigned int count) {
  Outlet& outlet = *static_cast<Outlet*>(outlet_pointer);
  while (count > 0) {
    const ssize_t written = write(outlet.descriptor, bytes, count);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {
      outlet.error = written < 0 ? errno : EIO;
      return CAIRO_STATUS_WRITE_ERROR;
    }
    bytes += written;
    count -= static_cast<unsigned int>(written);
  }
  return CAIRO_STATUS_SUCCESS;
}

// The file that a run of the press makes.
class Pdf {
 public:
  Pdf(const char* fonts_file, int descriptor, double width_mm, double height_mm)
      : fonts_(load_fonts(fonts_file)),
        map_(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT)),
        outlet_{descriptor},
        surface_(cairo_pdf_surface_create_for_stream(write_on, &outlet_, width_mm * points_per_mm,
                                                     height_mm * points_per_mm)),
        pen_(cairo_create(surface_.get())) {
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map_.get()), fonts_.get());
    context_.reset(pango_font_map_create_context(map_.get()));
    pango_context_set_language(context_.get(), pango_language_from_string("ja"));
    pango_cairo_context_set_resolution(context_.get(), 72);
    pango_cairo_update_context(pen_.get(), context_.get());
    pango_context_set_round_glyph_positions(context_.get(), FALSE);
  }
  Pdf(const Pdf&) = delete;
  Pdf& operator=(const Pdf&) = delete;

  cairo_t* pen() const { return pen_.get(); }
  PangoContext* context() const { return context_.get(); }

  void describe(const std::string& title, Timestamp made_at) {
    const std::string at = to_sql(made_at).substr(0, std::string_view("2026-11-22 04:20:00").size());
    cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_TITLE, title.c_str());
    cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_CREATE_DATE,
                                   (at.substr(0, 10) + "T" + at.substr(11) + "Z").c_str());
  }

  void finish() {
    cairo_surface_finish(surface_.get());
    if (outlet_.error != 0) throw std::system_error(outlet_.error, std::generic_category(), "the PDF can't be written");
    for (const cairo_status_t status : {cairo_status(pen_.get()), cairo_surface_status(surface_.get())})
      if (status != CAIRO_STATUS_SUCCESS) throw std::runtime_error(cairo_status_to_string(status));
  }

 private:
  FontConfig fonts_;
  FontMap map_;
  Outlet outlet_;
  Surface surface_;
  Pen pen_;
  Context context_;
};

void write_pdf(const Document& document, const char* fonts_file, int descriptor) {
  Pdf file(fonts_file, descriptor, document.width_mm, document.height_mm);
  file.describe(document.title, document.made_at);
  const int page_count = Run(document, file.pen(), file.context(), {}).print();
  Run(document, file.pen(), file.context(), page_count).print();
  file.finish();
}

void write_pdf(const Sheets& sheets, const char* fonts_file, int descriptor) {
  Pdf file(fonts_file, descriptor, sheets.width_mm, sheets.height_mm);
  file.describe(sheets.title, sheets.made_at);
  std::vector<Surface> forms;
  for (const std::vector<Mark>& marks : sheets.forms) forms.push_back(record_form(sheets, marks, file.context()));
  int warnings_left = unprintable_sheets_named_max;
  for (std::size_t at = 0; at < sheets.count; ++at) {
    const Sheet sheet = sheets.sheet(at);
    cairo_set_source_surface(file.pen(), forms.at(sheet.form).get(), 0, 0);
    cairo_paint(file.pen());
    const bool whole = Placer(file.pen(), file.context()).place(sheet.marks);
    if (!whole && warnings_left-- > 0)
      log::write(log::Level::warning, "press_lacks_character", {{"page", static_cast<std::int64_t>(at + 1)}});
    cairo_show_page(file.pen());
    if (cairo_status(file.pen()) != CAIRO_STATUS_SUCCESS) break;
  }
  file.finish();
}

}  // namespace
}  // namespace portal::paper

extern "C" void portal_press(portal::paper::Order order, const char* fonts_file, int descriptor) {
  std::visit([&](const auto* paper) { portal::paper::write_pdf(*paper, fonts_file, descriptor); }, order);
}
