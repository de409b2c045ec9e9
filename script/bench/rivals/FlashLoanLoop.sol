// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IAaveRivalPool} from "script/bench/rivals/IAaveRivalPool.sol";
import {RivalLoop} from "script/bench/rivals/RivalLoop.sol";
import {IUniswapV3Pool} from "strategies/uniswap/interfaces/IUniswapV3Pool.sol";

/// @title FlashLoanLoop
/// @notice RIVAL for measurements: one `flashLoanSimple`, paid back with its premium, from a borrow on the way up and from a sale on the way down.
contract FlashLoanLoop is RivalLoop {
    using SafeCast for uint256;

    constructor(address vault_, IAaveRivalPool pool_, IUniswapV3Pool uniswap_, uint8 eModeCategory_)
        RivalLoop(vault_, pool_, uniswap_, eModeCategory_)
    {}

    /// @notice Aave's callback with the loan.
    function executeOperation(address, uint256 amount, uint256 premium, address initiator, bytes calldata params)
        external
        returns (bool)
    {
        require(msg.sender == address(POOL) && initiator == address(this), "not our loan");
        if (abi.decode(params, (bool))) {
            POOL.supply(address(LST), _buyLst(amount), address(this), 0);
            POOL.borrow(address(WETH), amount + premium, VARIABLE_RATE, 0, address(this));
        } else {
            POOL.repay(address(WETH), amount, VARIABLE_RATE, address(this));
            _sellLst(-(amount + premium).toInt256());
        }
        return true;
    }

    /// @dev Amounts: [WETH to lend for the moment].
    function _leverUp(uint256[] memory amounts) internal override {
        POOL.flashLoanSimple(address(this), address(WETH), amounts[0], abi.encode(true), 0);
    }

    /// @dev Repays all; no amounts.
    function _leverDown(uint256[] memory) internal override {
        uint256 debt = DEBT_TOKEN.balanceOf(address(this));
        POOL.flashLoanSimple(address(this), address(WETH), debt, abi.encode(false), 0);
    }

    /// @dev The sale's price is known only now: no more collateral leaves than it needs.
    function _payLst(uint256 lst) internal override {
        POOL.withdraw(address(LST), lst, address(UNISWAP));
    }
}
