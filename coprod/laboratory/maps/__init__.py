"""Maps of communities: the borders of a district, or a schematic plan of the model's own geography, drawn as SVG."""

from coprod.laboratory.maps.colours import Diverging, Sequential
from coprod.laboratory.maps.drawing import Picture, Shading, draw
from coprod.laboratory.maps.figure_map import difference_map, figure_map, ground_map
from coprod.laboratory.maps.geography import Geography, geography_of
from coprod.laboratory.maps.plan import Plan, lay_out

__all__ = ["Diverging", "Geography", "Picture", "Plan", "Sequential", "Shading", "difference_map", "draw", "figure_map",
           "geography_of", "ground_map", "lay_out"]
