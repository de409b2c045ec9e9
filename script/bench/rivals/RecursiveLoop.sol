// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IAaveRivalPool} from "script/bench/rivals/IAaveRivalPool.sol";
import {RivalLoop} from "script/bench/rivals/RivalLoop.sol";
import {IUniswapV3Pool} from "strategies/uniswap/interfaces/IUniswapV3Pool.sol";

/// @title RecursiveLoop
/// @notice RIVAL for measurements: borrow, swap, supply, round after round, and the same way back.
contract RecursiveLoop is RivalLoop {
    using SafeCast for uint256;

    constructor(address vault_, IAaveRivalPool pool_, IUniswapV3Pool uniswap_, uint8 eModeCategory_)
        RivalLoop(vault_, pool_, uniswap_, eModeCategory_)
    {}

    /// @dev Amounts: WETH to borrow in each round.
    function _leverUp(uint256[] memory amounts) internal override {
        for (uint256 i; i < amounts.length; ++i) {
            POOL.borrow(address(WETH), amounts[i], VARIABLE_RATE, 0, address(this));
            POOL.supply(address(LST), _buyLst(amounts[i]), address(this), 0);
        }
    }

    /// @dev Amounts: LST to take out in each round. The last round repays all, and what it does not need stays here.
    function _leverDown(uint256[] memory amounts) internal override {
        uint256 last = amounts.length - 1;
        for (uint256 i; i < last; ++i) {
            POOL.withdraw(address(LST), amounts[i], address(this));
            POOL.repay(address(WETH), _sellLst(amounts[i].toInt256()), VARIABLE_RATE, address(this));
        }
        POOL.withdraw(address(LST), amounts[last], address(this));
        _sellLst(-DEBT_TOKEN.balanceOf(address(this)).toInt256());
        POOL.repay(address(WETH), type(uint256).max, VARIABLE_RATE, address(this));
    }

    function _payLst(uint256 lst) internal override {
        require(LST.transfer(address(UNISWAP), lst), "transfer failed");
    }
}
