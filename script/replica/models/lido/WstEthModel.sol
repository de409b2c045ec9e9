// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {IStEth} from "./ILido.sol";

/// @title MODEL of Lido's wstETH (ours, not Lido's code)
/// @notice One wstETH is one share of stETH. The replica puts it where mainnet has the real one.
/// @dev Balances, allowances and supply lie in slots 0, 1 and 2, as on mainnet. As on mainnet, an allowance of the largest number is spent like
/// any other.
contract WstEthModel is IERC20 {
    mapping(address account => uint256) public override balanceOf;
    mapping(address owner => mapping(address spender => uint256)) public override allowance;
    uint256 public override totalSupply;
    mapping(address owner => uint256) public nonces;
    address public immutable stETH;

    string public constant name = "Wrapped liquid staked Ether 2.0";
    string public constant symbol = "wstETH";
    uint8 public constant decimals = 18;

    bytes32 private constant PERMIT_TYPEHASH =
        keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
    bytes32 private constant DOMAIN_TYPEHASH =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    uint256 private constant MAX_S = 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0;

    constructor(address stEth) {
        stETH = stEth;
    }

    /* WRAPPING */

    receive() external payable {
        _mint(msg.sender, IStEth(stETH).submit{value: msg.value}(address(0)));
    }

    function wrap(uint256 stEthAmount) external returns (uint256 amount) {
        require(stEthAmount > 0, "wstETH: can't wrap zero stETH");
        amount = IStEth(stETH).getSharesByPooledEth(stEthAmount);
        _mint(msg.sender, amount);
        IStEth(stETH).transferFrom(msg.sender, address(this), stEthAmount);
    }

    function unwrap(uint256 amount) external returns (uint256 stEthAmount) {
        require(amount > 0, "wstETH: zero amount unwrap not allowed");
        stEthAmount = IStEth(stETH).getPooledEthByShares(amount);
        _burn(msg.sender, amount);
        IStEth(stETH).transfer(msg.sender, stEthAmount);
    }

    /* RATES */

    function getWstETHByStETH(uint256 stEthAmount) external view returns (uint256) {
        return IStEth(stETH).getSharesByPooledEth(stEthAmount);
    }

    function getStETHByWstETH(uint256 amount) external view returns (uint256) {
        return IStEth(stETH).getPooledEthByShares(amount);
    }

    function stEthPerToken() external view returns (uint256) {
        return IStEth(stETH).getPooledEthByShares(1 ether);
    }

    function tokensPerStEth() external view returns (uint256) {
        return IStEth(stETH).getSharesByPooledEth(1 ether);
    }

    /* TOKEN */

    function transfer(address to, uint256 amount) external returns (bool) {
        _transfer(msg.sender, to, amount);
        return true;
    }

    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        _transfer(from, to, amount);
        uint256 allowed = allowance[from][msg.sender];
        require(amount <= allowed, "ERC20: transfer amount exceeds allowance");
        _approve(from, msg.sender, allowed - amount);
        return true;
    }

    function approve(address spender, uint256 amount) external returns (bool) {
        _approve(msg.sender, spender, amount);
        return true;
    }

    function increaseAllowance(address spender, uint256 added) external returns (bool) {
        uint256 before = allowance[msg.sender][spender];
        require(added <= type(uint256).max - before, "SafeMath: addition overflow");
        _approve(msg.sender, spender, before + added);
        return true;
    }

    function decreaseAllowance(address spender, uint256 subtracted) external returns (bool) {
        uint256 before = allowance[msg.sender][spender];
        require(subtracted <= before, "ERC20: decreased allowance below zero");
        _approve(msg.sender, spender, before - subtracted);
        return true;
    }

    /* PERMIT */

    function DOMAIN_SEPARATOR() public view returns (bytes32) {
        return keccak256(
            abi.encode(DOMAIN_TYPEHASH, keccak256(bytes(name)), keccak256(bytes("1")), block.chainid, address(this))
        );
    }

    function permit(address owner, address spender, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s)
        external
    {
        require(block.timestamp <= deadline, "ERC20Permit: expired deadline");
        bytes32 content = keccak256(abi.encode(PERMIT_TYPEHASH, owner, spender, value, nonces[owner], deadline));
        bytes32 digest = keccak256(abi.encodePacked("\x19\x01", DOMAIN_SEPARATOR(), content));
        require(uint256(s) <= MAX_S, "ECDSA: invalid signature 's' value");
        require(v == 27 || v == 28, "ECDSA: invalid signature 'v' value");
        address signer = ecrecover(digest, v, r, s);
        require(signer != address(0), "ECDSA: invalid signature");
        require(signer == owner, "ERC20Permit: invalid signature");
        nonces[owner]++;
        _approve(owner, spender, value);
    }

    /* INTERNAL */

    function _transfer(address from, address to, uint256 amount) private {
        require(from != address(0), "ERC20: transfer from the zero address");
        require(to != address(0), "ERC20: transfer to the zero address");
        require(amount <= balanceOf[from], "ERC20: transfer amount exceeds balance");
        balanceOf[from] -= amount;
        balanceOf[to] += amount;
        emit Transfer(from, to, amount);
    }

    function _mint(address to, uint256 amount) private {
        totalSupply += amount;
        balanceOf[to] += amount;
        emit Transfer(address(0), to, amount);
    }

    function _burn(address from, uint256 amount) private {
        require(amount <= balanceOf[from], "ERC20: burn amount exceeds balance");
        balanceOf[from] -= amount;
        totalSupply -= amount;
        emit Transfer(from, address(0), amount);
    }

    function _approve(address owner, address spender, uint256 amount) private {
        require(owner != address(0), "ERC20: approve from the zero address");
        require(spender != address(0), "ERC20: approve to the zero address");
        allowance[owner][spender] = amount;
        emit Approval(owner, spender, amount);
    }
}
