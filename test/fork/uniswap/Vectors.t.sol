// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {TickMath} from "@uniswap/v4-core/src/libraries/TickMath.sol";
import {Test} from "forge-std/Test.sol";
import {UniswapV3RangeMath} from "strategies/uniswap/UniswapV3RangeMath.sol";

/// @notice The range's arithmetic against figures computed elsewhere: prices, amounts and liquidity by Uniswap's SDK, amounts again by one exact
/// division, growth and fees by exact integers. A keeper's arithmetic can read the same file.
contract RangeVectorsTest is Test {
    string private json;
    string private row;

    function setUp() public {
        json = vm.readFile("test/vectors/uniswapRangeMath.json");
    }

    function test_SqrtPriceAtTick() public {
        for (uint256 i; _next("sqrtPriceAtTick", i); ++i) {
            assertEq(TickMath.getSqrtPriceAtTick(_tick("tick")), _u("sqrtPriceX96"), row);
        }
    }

    function test_Amounts() public {
        for (uint256 i; _next("amounts", i); ++i) {
            (uint160 s, uint160 a, uint160 b) = _prices();
            (uint256 lst, uint256 weth) = UniswapV3RangeMath.amounts(s, a, b, uint128(_u("liquidity")));
            assertEq(lst, _u("lst"), row);
            assertEq(weth, _u("weth"), row);
        }
    }

    function test_LiquidityFor() public {
        for (uint256 i; _next("liquidityFor", i); ++i) {
            (uint160 s, uint160 a, uint160 b) = _prices();
            assertEq(UniswapV3RangeMath.liquidityFor(s, a, b, _u("lst"), _u("weth")), _u("liquidity"), row);
        }
    }

    function test_LiquidityReleasing() public {
        for (uint256 i; _next("liquidityReleasing", i); ++i) {
            (uint160 s, uint160 a, uint160 b) = _prices();
            assertEq(UniswapV3RangeMath.liquidityReleasing(s, a, b, _u("lst")), _u("liquidity"), row);
        }
    }

    function test_Rate() public {
        for (uint256 i; _next("rateWad", i); ++i) {
            assertEq(UniswapV3RangeMath.rateWad(uint160(_u("sqrtPriceX96"))), _u("rateWad"), row);
        }
    }

    function test_GrowthInside() public {
        for (uint256 i; _next("growthInside", i); ++i) {
            uint256 inside = UniswapV3RangeMath.growthInside(
                _tick("tick"), _tick("tickLower"), _tick("tickUpper"), _u("global"), _u("lower"), _u("upper")
            );
            assertEq(inside, _u("inside"), row);
        }
    }

    function test_Owed() public {
        for (uint256 i; _next("owed", i); ++i) {
            uint256 owed = UniswapV3RangeMath.owed(
                _u("inside"), _u("insideLast"), uint128(_u("liquidity")), uint128(_u("before"))
            );
            assertEq(owed, _u("owed"), row);
        }
    }

    function _prices() private view returns (uint160 s, uint160 a, uint160 b) {
        return (
            uint160(_u("sqrtPriceX96")),
            TickMath.getSqrtPriceAtTick(_tick("tickLower")),
            TickMath.getSqrtPriceAtTick(_tick("tickUpper"))
        );
    }

    function _next(string memory table, uint256 i) private returns (bool exists) {
        row = string.concat(".", table, "[", vm.toString(i), "]");
        exists = vm.keyExistsJson(json, row);
        assertTrue(exists || i > 9, "the table is short");
    }

    function _u(string memory field) private view returns (uint256) {
        return vm.parseJsonUint(json, string.concat(row, ".", field));
    }

    function _tick(string memory field) private view returns (int24) {
        return int24(vm.parseJsonInt(json, string.concat(row, ".", field)));
    }
}
