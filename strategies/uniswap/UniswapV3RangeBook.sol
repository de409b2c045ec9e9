// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IUniswapV3Range} from "strategies/uniswap/IUniswapV3Range.sol";

/// @title UniswapV3RangeBook
/// @notice What the strategy holds outside its ranges, and which ranges it has. Liquidity itself is read from the pool.
abstract contract UniswapV3RangeBook is IUniswapV3Range {
    using SafeCast for uint256;

    uint256 internal constant MAX_RANGES = 4;
    uint256 private constant NOT_FOUND = type(uint256).max;

    /// @dev Two words: amounts with the number of ranges, and the ends of the ranges side by side.
    uint112 private _lst;
    uint112 private _weth;
    uint8 private _count;
    int24[2 * MAX_RANGES] private _ticks;

    /* VIEWS */

    /// @inheritdoc IUniswapV3Range
    function held() public view returns (uint256 lst, uint256 weth) {
        return (_lst, _weth);
    }

    /* INTERNAL */

    function _credit(uint256 lst, uint256 weth) internal {
        (_lst, _weth) = (_lst + lst.toUint112(), _weth + weth.toUint112());
    }

    /// @dev Amounts are held; every caller has made sure of that.
    function _debit(uint256 lst, uint256 weth) internal {
        (_lst, _weth) = (_lst - lst.toUint112(), _weth - weth.toUint112());
    }

    function _rangeCount() internal view returns (uint256) {
        return _count;
    }

    function _rangeAt(uint256 place) internal view returns (Range memory) {
        return Range(_ticks[2 * place], _ticks[2 * place + 1]);
    }

    function _requirePlaceOf(Range memory range) internal view returns (uint256 place) {
        place = _placeOf(range);
        require(place != NOT_FOUND, RangeUnknown(range.tickLower, range.tickUpper));
    }

    function _addRange(Range memory range) internal {
        if (_placeOf(range) != NOT_FOUND) return;
        uint256 count = _count;
        require(count < MAX_RANGES, TooManyRanges(MAX_RANGES));
        (_ticks[2 * count], _ticks[2 * count + 1]) = (range.tickLower, range.tickUpper);
        // At most MAX_RANGES.
        // forge-lint: disable-next-line(unsafe-typecast)
        _count = uint8(count + 1);
    }

    /// @dev The last takes its place, so that who walks through the list from its end misses none.
    function _removeRange(uint256 place) internal {
        uint256 last = _count - 1;
        if (place != last) (_ticks[2 * place], _ticks[2 * place + 1]) = (_ticks[2 * last], _ticks[2 * last + 1]);
        (_ticks[2 * last], _ticks[2 * last + 1]) = (0, 0);
        // Less than it was.
        // forge-lint: disable-next-line(unsafe-typecast)
        _count = uint8(last);
    }

    function _placeOf(Range memory range) private view returns (uint256) {
        uint256 count = _count;
        for (uint256 i; i < count; ++i) {
            if (_ticks[2 * i] == range.tickLower && _ticks[2 * i + 1] == range.tickUpper) return i;
        }
        return NOT_FOUND;
    }
}
