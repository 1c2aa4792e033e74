package dev.berth.app.packages;

import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// XML, read as strictly as Java does, and without asking the network for a DTD.
final class Xml {
    private Xml() {}

    static Element root(String text) throws IOException {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            var builder = factory.newDocumentBuilder();
            builder.setEntityResolver((_, _) -> new InputSource(new StringReader("")));
            return builder.parse(new InputSource(new StringReader(text))).getDocumentElement();
        } catch (ParserConfigurationException | SAXException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    /// The outermost dictionary of a property list, its truths as `true` and `false`.
    static Map<String, String> dictionary(String text) throws IOException {
        var dictionary = (Element) root(text).getElementsByTagName("dict").item(0);
        var entries = new LinkedHashMap<String, String>();
        var key = "";
        for (var node = dictionary.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                if (element.getTagName().equals("key")) {
                    key = element.getTextContent();
                } else {
                    var value = element.getTextContent().strip();
                    entries.put(key, value.isEmpty() ? element.getTagName() : value);
                }
            }
        }
        return entries;
    }
}
