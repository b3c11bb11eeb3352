"""The colours and type of the page, light and dark, for Gradio's own components; assets/page.css has the rest."""

from typing import Any

_COLOURS = {
    "body_background_fill": "#f6f7f7",
    "body_background_fill_dark": "#0e1416",
    "background_fill_primary": "#ffffff",
    "background_fill_primary_dark": "#141b1e",
    "background_fill_secondary": "#f1f4f4",
    "background_fill_secondary_dark": "#11181a",
    "border_color_primary": "#dde3e3",
    "border_color_primary_dark": "#2a3538",
    "block_background_fill": "*background_fill_primary",
    "block_background_fill_dark": "*background_fill_primary",
    "block_border_width": "0px",
    "block_shadow": "none",
    "body_text_color_subdued": "#52616b",
    "body_text_color_subdued_dark": "#a3b1b8",
    "button_primary_background_fill": "*primary_600",
    "button_primary_background_fill_hover": "*primary_700",
    "button_primary_background_fill_dark": "*primary_600",
    "button_primary_background_fill_hover_dark": "*primary_500",
    "button_primary_text_color": "white",
    "button_primary_text_color_dark": "white",
    "input_background_fill": "#ffffff",
    "input_background_fill_dark": "#182124",
    "input_border_color_focus": "*primary_500",
    "input_border_color_focus_dark": "*primary_400",
    "input_placeholder_color": "#5f6d76",
    "input_placeholder_color_dark": "#93a2aa",
    "link_text_color": "*primary_700",
    "link_text_color_dark": "*primary_300",
}


def theme(gr: Any) -> Any:
    """``gr``: the gradio module. Text reaches a contrast of 4.5 : 1 on every background that it stands on."""
    pine = gr.themes.Color(
        name="pine", c50="#eef7f6", c100="#d6ebe9", c200="#aed7d4", c300="#7dbcb8", c400="#4b9c98", c500="#2c7f7b",
        c600="#1e6663", c700="#17524f", c800="#134240", c900="#0f3533", c950="#08201f",
    )  # fmt: skip
    # Of the fonts that come with Gradio, only some hold a whole bold face; this one does.
    plex = gr.themes.LocalFont("IBM Plex Sans", weights=(400, 700))
    return gr.themes.Base(
        primary_hue=pine,
        secondary_hue=pine,
        neutral_hue=gr.themes.colors.slate,
        radius_size=gr.themes.sizes.radius_md,
        text_size=gr.themes.sizes.text_md,
        font=[plex, "Naskh Web", "system-ui", "sans-serif"],
        font_mono=["ui-monospace", "monospace"],
    ).set(**_COLOURS)
