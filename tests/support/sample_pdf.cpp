#include "tests/support/sample_pdf.hpp"

#include <vector>

#include <fmt/format.h>

namespace portal::testing {

std::string SamplePdf::bytes() const {
  const std::string stream = fmt::format("BT /F1 24 Tf 72 720 Td ({}) Tj ET", words);
  const std::vector<std::string> objects = {
      fmt::format("<</Type/Catalog/Pages 2 0 R{}>>", in_catalog),
      has_page ? "<</Type/Pages/Kids[3 0 R]/Count 1>>" : "<</Type/Pages/Kids[]/Count 0>>",
      fmt::format("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>{}>>",
                  in_page),
      fmt::format("<</Length {}{}>>stream\n{}\nendstream", stream.size(), in_stream, stream),
      "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"};
  std::string text = "%PDF-1.7\n";
  std::string table = fmt::format("xref\n0 {}\n0000000000 65535 f \n", objects.size() + 1);
  int number = 0;
  for (const std::string& object : objects) {
    table += fmt::format("{:010} 00000 n \n", text.size());
    text += fmt::format("{} 0 obj\n{}\nendobj\n", ++number, object);
  }
  const auto start = text.size();
  return text + table +
         fmt::format("trailer\n<</Size {}/Root 1 0 R{}>>\nstartxref\n{}\n%%EOF\n", objects.size() + 1, in_trailer,
                     start);
}

}  // namespace portal::testing
