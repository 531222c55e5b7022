#include "templates/renderer.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

#include <ctemplate/template_cache.h>
#include <ctemplate/template_dictionary_interface.h>
#include <ctemplate/template_modifiers.h>
#include <fmt/format.h>

#include "base/limits.hpp"
#include "base/log.hpp"
#include "templates/whole.hpp"

namespace portal {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view pragma = "{{%AUTOESCAPE context=\"HTML\"}}";

std::string_view text_of(const ctemplate::TemplateString& name) { return {name.data(), name.size()}; }

// ctemplate asks, a View answers. All is looked for in the view, then in the views around it, then page-wide; a part
// sees only itself and what is page-wide. What was asked for in vain is written down.
class Dictionary : public ctemplate::TemplateDictionaryInterface {
 public:
  Dictionary(const View& view, const Dictionary* around, const View& page_wide, std::vector<std::string>& missed)
      : view_(view), around_(around), page_wide_(page_wide), missed_(missed) {}

 protected:
  ctemplate::TemplateString GetValue(const ctemplate::TemplateString& variable) const override {
    const std::string_view marker = text_of(variable);
    const std::string* found = find(marker);
    if (found == nullptr) {
      missed_.push_back(fmt::format("{}: {}", view_.file(), marker));
      return ctemplate::TemplateString("");
    }
    return ctemplate::TemplateString(found->data(), found->size());
  }
  bool IsHiddenSection(const ctemplate::TemplateString& name) const override { return children(name) == nullptr; }
  bool IsUnhiddenSection(const ctemplate::TemplateString& name) const override { return !IsHiddenSection(name); }
  bool IsHiddenTemplate(const ctemplate::TemplateString& name) const override { return children(name) == nullptr; }
  const char* GetIncludeTemplateName(const ctemplate::TemplateString& name, int position) const override {
    return std::next(children(name)->begin(), position)->file();
  }
  void DumpToString(std::string* out, int) const override { *out += view_.file(); }

  class Children : public Iterator {
   public:
    Children(const std::list<View>* views, const Dictionary* around, const Dictionary& owner)
        : around_(around), owner_(owner) {
      if (views != nullptr) next_ = views->begin(), end_ = views->end();
    }
    bool HasNext() const override { return next_ != end_; }
    const TemplateDictionaryInterface& Next() override {
      current_ = std::make_unique<Dictionary>(*next_++, around_, owner_.page_wide_, owner_.missed_);
      return *current_;
    }

   private:
    const Dictionary* around_;
    const Dictionary& owner_;
    std::list<View>::const_iterator next_, end_;
    std::unique_ptr<Dictionary> current_;
  };

  Iterator* CreateTemplateIterator(const ctemplate::TemplateString& name) const override {
    return new Children(children(name), nullptr, *this);
  }
  Iterator* CreateSectionIterator(const ctemplate::TemplateString& name) const override {
    return new Children(children(name), this, *this);
  }

 private:
  const std::string* find(std::string_view marker) const {
    for (const Dictionary* dictionary = this; dictionary != nullptr; dictionary = dictionary->around_)
      if (const auto* found = dictionary->view_.value(marker)) return found;
    return page_wide_.value(marker);
  }
  const std::list<View>* children(const ctemplate::TemplateString& name) const {
    for (const Dictionary* dictionary = this; dictionary != nullptr; dictionary = dictionary->around_)
      if (const auto* found = dictionary->view_.children(text_of(name))) return found;
    return page_wide_.children(text_of(name));
  }

  const View& view_;
  const Dictionary* around_;
  const View& page_wide_;
  std::vector<std::string>& missed_;
};

// {{MARKER:x-whole}}: escapes itself, which is why ctemplate may leave it to it.
struct Whole : ctemplate::TemplateModifier {
  void Modify(const char* text, std::size_t length, const ctemplate::PerExpandData*, ctemplate::ExpandEmitter* out,
              const std::string&) const override {
    out->Emit(whole({text, length}));
  }
};

void know_modifiers() {
  static const Whole modifier;
  static const bool known = ctemplate::AddXssSafeModifier("x-whole", &modifier);
  if (!known) throw RenderError("the modifier x-whole could not be made known");
}

bool is_mail(std::string_view file) { return file.starts_with("mail/"); }

// Mail texts keep every line break; pages lose the lines that only carried markers.
ctemplate::Strip strip_of(std::string_view file) {
  return is_mail(file) ? ctemplate::DO_NOT_STRIP : ctemplate::STRIP_BLANK_LINES;
}

void demand_right_escaping(const fs::path& path, const std::string& file) {
  std::ifstream in(path);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  if (text.starts_with(pragma) == is_mail(file))
    throw RenderError(fmt::format("{}: pages begin with the escaping pragma, mail texts have none", file));
}

std::vector<std::string> files_below(const fs::path& folder) {
  std::vector<std::string> found;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.path().extension() == ".tpl" || entry.path().extension() == ".txt")
      found.push_back(fs::relative(entry.path(), folder).string());
  std::ranges::sort(found);
  return found;
}

}  // namespace

struct Renderer::Templates {
  ctemplate::TemplateCache cache;
  std::vector<std::string> files;
};

Renderer::Renderer(const fs::path& folder, Missing missing)
    : templates_(std::make_unique<Templates>()), missing_(missing) {
  if (!fs::is_directory(folder)) throw RenderError(fmt::format("{}: no such folder of templates", folder.string()));
  know_modifiers();
  templates_->cache.SetTemplateRootDirectory(folder.string());
  templates_->files = files_below(folder);
  for (const std::string& file : templates_->files) {
    demand_right_escaping(folder / file, file);
    if (!templates_->cache.LoadTemplate(file, strip_of(file)))
      throw RenderError(fmt::format("{}: does not parse", file));
  }
  templates_->cache.Freeze();
}
Renderer::~Renderer() = default;
Renderer::Renderer(Renderer&&) noexcept = default;

std::string Renderer::render(const View& view, const View& page_wide) const {
  std::vector<std::string> missed;
  const Dictionary dictionary(view, nullptr, page_wide, missed);
  std::string text;
  if (!templates_->cache.ExpandNoLoad(view.file(), strip_of(view.file()), &dictionary, nullptr, &text))
    throw RenderError(fmt::format("{}: can't be filled in", view.file()));
  if (missing_ == Missing::is_an_error && !missed.empty()) throw RenderError("nobody set " + missed.front());
  for (const std::string& marker : missed) log::write(log::Level::error, "marker_not_set", {{"marker", marker}});
  if (text.size() > limits::page_bytes_max)
    throw RenderError(fmt::format("{}: longer than a page may be", view.file()));
  return text;
}

std::vector<std::string> Renderer::files() const { return templates_->files; }

}  // namespace portal
