// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Test} from "forge-std/Test.sol";
import {AaveV3LoopMath} from "strategies/aave/AaveV3LoopMath.sol";
import {LstMarketMath} from "strategies/market/LstMarketMath.sol";

/// @notice The loop's arithmetic against figures computed elsewhere with exact integers (`withdrawable` by bisection over Aave's own steps, not by
/// a formula). The keeper's arithmetic reads the same file.
contract LoopVectorsTest is Test {
    string private json;
    string private row;

    function setUp() public {
        json = vm.readFile("test/vectors/aaveLoopMath.json");
    }

    function test_HealthFactor() public {
        for (uint256 i; _next("healthFactorWad", i); ++i) {
            uint256 health = AaveV3LoopMath.healthFactorWad(
                _u("collateral"), _u("collateralPrice"), _u("debt"), _u("debtPrice"), _u("liquidationThresholdBps")
            );
            assertEq(health, _u("healthFactorWad"), row);
        }
    }

    function test_HealthFloor() public {
        for (uint256 i; _next("healthFloorWad", i); ++i) {
            uint256 floorWad = AaveV3LoopMath.healthFloorWad(_u("oracleErrorBps"), _u("depegBps"), _u("debtGrowthBps"));
            assertEq(floorWad, _u("healthFloorWad"), row);
        }
    }

    function test_WithdrawableAboveTheFloor() public {
        for (uint256 i; _next("withdrawableAbove", i); ++i) {
            uint256 amount = AaveV3LoopMath.withdrawableAbove(
                _u("floorWad"),
                _u("scaledCollateral"),
                _u("index"),
                _u("collateralPrice"),
                _u("debt"),
                _u("debtPrice"),
                _u("liquidationThresholdBps")
            );
            assertEq(amount, _u("withdrawable"), row);
        }
    }

    function test_DebtAfterBorrow() public {
        for (uint256 i; _next("debtAfterBorrow", i); ++i) {
            assertEq(AaveV3LoopMath.debtAfterBorrow(_u("scaledDebt"), _u("eth"), _u("index")), _u("debtAfter"), row);
        }
    }

    function test_ExecutionBounds() public {
        for (uint256 i; _next("bounds", i); ++i) {
            (uint256 eth, uint256 marketWad, uint256 slippage) = (_u("eth"), _u("marketWad"), _u("maxSlippageBps"));
            assertEq(LstMarketMath.minLst(eth, marketWad, slippage), _u("minLst"), row);
            assertEq(LstMarketMath.maxLst(eth, marketWad, slippage), _u("maxLst"), row);
        }
    }

    function test_SqrtPrice() public {
        for (uint256 i; _next("sqrtPriceAt", i); ++i) {
            assertEq(LstMarketMath.sqrtPriceAt(_u("rateWad"), _u("feePips")), _u("sqrtPriceX96"), row);
        }
    }

    function _next(string memory table, uint256 i) private returns (bool exists) {
        row = string.concat(".", table, "[", vm.toString(i), "]");
        exists = vm.keyExistsJson(json, row);
        assertTrue(exists || i > 9, "the table is short");
    }

    function _u(string memory field) private view returns (uint256) {
        return vm.parseJsonUint(json, string.concat(row, ".", field));
    }
}
