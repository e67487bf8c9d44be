package org.signetmail.web;

import java.util.Map;
import java.util.Set;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.signetmail.text.Messages;

/**
 * Renders the text of findings as HTML: escapes markup, opens links in a new tab, puts commands into a box with a copy
 * button.
 */
final class Markdown {
    private static final Parser PARSER = Parser.builder().build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .escapeHtml(true)
            .sanitizeUrls(true)
            .attributeProviderFactory(context -> (node, tag, attributes) -> {
                if (node instanceof Link) {
                    attributes.put("target", "_blank");
                    attributes.put("rel", "noopener");
                }
            })
            .nodeRendererFactory(CopyBox::new)
            .build();

    private Markdown() {}

    static String html(String markdown) {
        return RENDERER.render(PARSER.parse(markdown));
    }

    /** Plain text as a paragraph; Markdown and HTML in it are escaped. */
    static String paragraph(String text) {
        var paragraph = new Paragraph();
        paragraph.appendChild(new Text(text));
        return RENDERER.render(paragraph);
    }

    /** Renders a block of commands with a button, which signet.js handles. */
    private record CopyBox(HtmlNodeRendererContext context) implements NodeRenderer {
        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(FencedCodeBlock.class);
        }

        @Override
        public void render(Node node) {
            var html = context.getWriter();
            html.tag("div", Map.of("class", "copybox"));
            html.tag("pre");
            html.text(((FencedCodeBlock) node).getLiteral().stripTrailing());
            html.tag("/pre");
            html.tag(
                    "button",
                    Map.of(
                            "type",
                            "button",
                            "class",
                            "btn is-small",
                            "data-copy",
                            Messages.text("result.copied"),
                            "aria-label",
                            Messages.text("result.copy.commands")));
            html.text(Messages.text("result.copy"));
            html.tag("/button");
            html.tag("/div");
        }
    }
}
